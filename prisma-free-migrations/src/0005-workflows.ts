import type { MigrationInterface } from 'typeorm';

/** Tables of the workflows library. New tables only: no lock that anyone waits for, no rows. */
export class Workflows1764000000005 implements MigrationInterface {
  name = 'Workflows1764000000005';

  async up(): Promise<void> {}

  async down(): Promise<void> {}
}
