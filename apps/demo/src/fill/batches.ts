import type { BatchId, JsonObject, JsonValue, RunId } from '@groundswell/kernel';
import { type Actor, Database } from '@groundswell/platform';
import { AddFileService, BatchWorker, ChangeBatchService, PrepareBatchService } from '@groundswell/runs';
import { STORY } from '../business/story.js';
import type { BatchPlan } from '../programme/late-work.js';
import { schemaOfForm } from '../programme/workflow-plan.js';
import { drawInputs } from './draw-inputs.js';
import { turnsFor } from './script-for.js';
import type { UnattendedParts } from './unattended.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const VISIT_TIMES = ['zwischen 8 und 10 Uhr', 'zwischen 10 und 12 Uhr', 'zwischen 13 und 15 Uhr'];
const COMPANIES = [STORY.supplierName, 'Wärmedienst Nord', 'Heizungsbau Ewers'];

interface RowRun {
  readonly runId: RunId;
  readonly succeeded: boolean;
}

/** Tables of which each row becomes a run: begun, held or led to their end by whoever uploaded them. */
export class Batches {
  constructor(private readonly parts: UnattendedParts) {}

  async play(plan: BatchPlan): Promise<void> {
    const { services, cast, library, player, work, clock } = this.parts;
    const actor = cast.actor(plan.person);
    const rows = this.draw(plan);
    const file = await services.get(AddFileService).add(actor, plan.file, piecesOf(this.tableOf(plan, rows)));
    const batch = await services
      .get(PrepareBatchService)
      .prepare(actor, { workflowId: library.workflowId(plan.workflow), fileId: file.id, mode: 'live' });
    const releases = rows.map((inputs, index) =>
      player.rehearse(
        plan.workflow,
        inputs,
        turnsFor(library.planOf(plan.workflow), inputs),
        undefined,
        plan.failing.includes(index + 1) ? 'refusal' : null,
      ),
    );
    clock.advanceMs(2 * MINUTE_MS);
    await services.get(ChangeBatchService).start(actor, batch.id, true);
    await services.get(BatchWorker).sweep();
    if (plan.paused) await services.get(ChangeBatchService).pause(actor, batch.id);
    for (;;) {
      const open = await this.runsOf(actor, batch.id, 'r.ended_at IS NULL');
      if (open.length === 0) break;
      await work.finish(open.map(({ runId }) => ({ runId, actor })));
      if (!plan.paused) await services.get(BatchWorker).sweep();
    }
    for (const release of releases) release();
    await this.confirm(actor, batch.id, plan.minutes);
  }

  /** Somebody who did a dozen looks through the results and says of each good one that it was. */
  private async confirm(actor: Actor, batchId: BatchId, minutes: number): Promise<void> {
    for (const { runId, succeeded } of await this.runsOf(actor, batchId, 'r.ended_at IS NOT NULL')) {
      this.parts.clock.advanceMs(MINUTE_MS);
      if (succeeded) await this.parts.player.say(actor, runId, 'accepted', minutes, minutes * 60);
    }
  }

  private runsOf(actor: Actor, batchId: BatchId, which: string): Promise<RowRun[]> {
    return this.parts.services.get(Database).transaction(actor.organisationId, (tx) =>
      tx.query<RowRun>(
        `SELECT r.id AS "runId", r.status = 'succeeded' AS succeeded FROM batch_rows b JOIN runs r ON r.id = b.run_id
          WHERE b.organisation_id = $1 AND b.batch_id = $2 AND ${which} ORDER BY b.number`,
        [actor.organisationId, batchId],
      ),
    );
  }

  /** Rows that differ: two alike would not be told apart. */
  private draw({ workflow, rows }: BatchPlan): JsonObject[] {
    const { library, pools, clock, random } = this.parts;
    const drawn = new Map<string, JsonObject>();
    for (let tries = 0; drawn.size < rows && tries < rows * 20; tries++) {
      const inputs = drawInputs(library.planOf(workflow), pools, clock.now(), random);
      const day = new Date(clock.now().getTime() + (2 + (drawn.size % 4)) * DAY_MS).toISOString().slice(0, 10);
      const visit = { visitOn: day, visitTime: random.pick(VISIT_TIMES), company: random.pick(COMPANIES) };
      drawn.set(JSON.stringify(Object.values(inputs)[0]), 'visitOn' in inputs ? { ...inputs, ...visit } : inputs);
    }
    return [...drawn.values()];
  }

  private tableOf({ workflow, faulty }: BatchPlan, rows: readonly JsonObject[]): string {
    const { properties } = schemaOfForm(this.parts.library.planOf(workflow).form);
    const fields = Object.entries(properties as Record<string, JsonObject>);
    const cell = (value: JsonValue | undefined): string => {
      const text = typeof value === 'string' ? value : JSON.stringify(value ?? '');
      return `"${text.replace(/"/g, '""')}"`;
    };
    const lines = rows.map((inputs, index) =>
      fields
        .map(([name, field]) =>
          cell(index + 1 === faulty && field['format'] === 'date' ? 'next Tuesday' : inputs[name]),
        )
        .join(','),
    );
    return [fields.map(([, field]) => cell(field['title'])).join(','), ...lines].join('\n');
  }
}

/** A text as a file that is being uploaded. */
export async function* piecesOf(text: string): AsyncIterable<Buffer> {
  yield await Promise.resolve(Buffer.from(text));
}
