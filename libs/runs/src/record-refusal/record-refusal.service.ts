import { Inject, Injectable } from '@nestjs/common';
import { type Clock, newId } from '@groundswell/kernel';
import { AuditWriter } from '@groundswell/audit';
import { type Actor, CLOCK, type Tx } from '@groundswell/platform';
import type { Runnable } from '@groundswell/workflows';
import { insertRow } from '../persistence/insert-row.js';
import { RunRefusalEntity } from '../persistence/run-refusal.entity.js';
import type { RunRefusedAnswer } from '../start-run/run-refusal.js';
import type { StartRunRequest } from '../start-run/start-run.service.js';

const HOUR_MS = 3_600_000;
/** Slips of the person who starts, which no steward can do anything about. */
const SLIPS: ReadonlySet<string> = new Set(['INPUT_INVALID', 'RUN_ALREADY_RETRIED', 'PRACTICE_REHEARSAL_MISSING']);

/**
 * Keeps starts that were refused, which leave no run: simulations judge them again, and requests count them. Somebody who presses
 * the button again and again is kept once an hour. Neither inputs nor the words of the refusal are kept.
 */
@Injectable()
export class RecordRefusal {
  constructor(
    private readonly audit: AuditWriter,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async record(
    tx: Tx,
    actor: Actor,
    { workflow, version }: Runnable,
    request: StartRunRequest,
    refused: RunRefusedAnswer,
  ): Promise<void> {
    if (SLIPS.has(refused.code)) return;
    const { explanation, about = null, code } = refused;
    if (explanation !== null) {
      await this.audit.record(tx, {
        actor,
        action: 'run.refused',
        subject: { type: 'workflow', id: workflow.id },
        details: { title: workflow.title, code, sentence: explanation.sentence, ruleId: explanation.ruleId },
        links: { workflowId: workflow.id },
      });
    }
    const refusedAt = this.clock.now();
    const facts = {
      workflowId: workflow.id,
      versionId: version.id,
      actorId: actor.personId,
      mode: request.mode,
      trigger: request.trigger ?? ('person' as const),
      code,
      layerId: explanation?.decidingLayerId ?? null,
      ruleId: explanation?.ruleId ?? null,
      toolId: about?.toolId ?? null,
      connectorId: about?.connectorId ?? null,
    };
    const hour = Math.floor(refusedAt.getTime() / HOUR_MS);
    const refusal: RunRefusalEntity = {
      ...facts,
      id: newId(refusedAt.getTime()),
      organisationId: actor.organisationId,
      refusedAt,
      sameKey: [...Object.values(facts), hour].map((part) => part ?? '-').join(' '),
    };
    await insertRow(tx, 'run_refusals', refusal, new Set(), { onConflict: 'skip' });
  }
}
