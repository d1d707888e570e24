import { appendFileSync } from 'node:fs';

/** Where `npm run attack` gathers what was tried; elsewhere nothing is written. */
const REPORT = process.env['GROUNDSWELL_ATTACK_REPORT'];

/** The attempts against one promise of the security page: each is told when it held and when it fell. */
export class Attempts {
  constructor(private readonly promise: number) {}

  /** One attempt: `hold` throws when the promise fell. */
  async try(what: string, hold: () => Promise<void> | void): Promise<void> {
    try {
      await hold();
    } catch (error) {
      this.tell(what, false);
      throw new Error(
        `Promise ${this.promise} fell: ${what}\n${error instanceof Error ? error.message : String(error)}`,
        {
          cause: error,
        },
      );
    }
    this.tell(what, true);
  }

  /** What this machine has no means to prove: told, never counted as held. */
  unproven(what: string): void {
    if (REPORT) appendFileSync(REPORT, `${JSON.stringify({ promise: this.promise, what, unproven: true })}\n`);
  }

  private tell(what: string, held: boolean): void {
    if (REPORT) appendFileSync(REPORT, `${JSON.stringify({ promise: this.promise, what, held })}\n`);
  }
}
