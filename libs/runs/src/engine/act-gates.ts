import { Injectable } from '@nestjs/common';
import { Database, together, type Tx } from '@groundswell/platform';
import type { NextAct } from '../domain/next-act.js';
import { ModelGate } from './model-gate.js';
import type { RunWork } from './run-work.js';
import { StopGate } from './stop-gate.js';

/** What is asked before each act. */
@Injectable()
export class ActGates {
  constructor(
    private readonly database: Database,
    private readonly stopGate: StopGate,
    private readonly modelGate: ModelGate,
  ) {}

  /** Before an act that does not ask by itself. @throws WorkRefused */
  async pass(work: RunWork, act: NextAct): Promise<void> {
    if (!asksHere(work, act)) return;
    await this.database.transaction(work.run.organisationId, (tx) =>
      act.type === 'ask-again' ? this.passTurn(tx, work) : this.stopGate.pass(tx, work),
    );
  }

  /** Before a turn, in the transaction that begins it: whether the run may act at all, and whether the stack still allows it. */
  async passTurn(tx: Tx, work: RunWork): Promise<void> {
    await together([this.stopGate.pass(tx, work), this.modelGate.pass(tx, work)]);
  }

  /** After a call was refused: whether it is the run itself that was stopped. @throws WorkRefused */
  async passAfterRefusal(work: RunWork): Promise<void> {
    await this.database.transaction(work.run.organisationId, (tx) => this.stopGate.pass(tx, work));
  }
}

/**
 * A turn, an end and a call of a tool ask in the transaction in which they are stored. A run that another one called asks before
 * its calls too: what called it may be over. A lost outcome is written down whatever is stopped: it is a fact, and no new act.
 */
function asksHere({ run, tools }: RunWork, act: NextAct): boolean {
  switch (act.type) {
    case 'ask-again':
    case 'call-again':
    case 'settle-call':
      return true;
    case 'call-tool':
      return run.parentRunId !== null || !tools.some(({ offered }) => offered.name === act.use.name);
    default:
      return false;
  }
}
