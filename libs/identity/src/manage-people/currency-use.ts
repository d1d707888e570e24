import { Injectable } from '@nestjs/common';
import type { Tx } from '@groundswell/platform';

/** Whether an organisation has amounts in its currency. Ledgers of the libraries above say so when they start. */
@Injectable()
export class CurrencyUse {
  private readonly ledgers: ((tx: Tx) => Promise<boolean>)[] = [];

  register(hasAmounts: (tx: Tx) => Promise<boolean>): void {
    this.ledgers.push(hasAmounts);
  }

  async isInUse(tx: Tx): Promise<boolean> {
    for (const hasAmounts of this.ledgers) if (await hasAmounts(tx)) return true;
    return false;
  }
}
