import { Injectable } from '@nestjs/common';
import { Database } from '@groundswell/platform';
import type { NextAct } from '../domain/next-act.js';
import { ModelGate } from './model-gate.js';
import type { RunWork } from './run-work.js';
import { StopGate } from './stop-gate.js';

/** What is asked before each act, in one transaction. */
@Injectable()
export class ActGates {
  constructor(
    private readonly database: Database,
    private readonly stopGate: StopGate,
    private readonly modelGate: ModelGate,
  ) {}

  /** Whether the run may act at all and, before a turn, whether the stack still allows it. @throws WorkRefused */
  async pass(work: RunWork, act: NextAct): Promise<void> {
    // A lost outcome is written down whatever is stopped: it is a fact, and no new act.
    if (act.type === 'outcome-lost') return;
    await this.database.transaction(work.run.organisationId, async (tx) => {
      await this.stopGate.pass(tx, work);
      if (act.type === 'ask-model' || act.type === 'ask-again') await this.modelGate.pass(tx, work);
    });
  }
}
