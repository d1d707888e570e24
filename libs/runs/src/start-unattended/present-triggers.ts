import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { PersonId, WorkflowId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import { type PresentWork, WorkHistory } from '@groundswell/policies';
import { WorkflowLibrary } from '@groundswell/workflows';
import { ToolOffers } from '../tools/tool-offers.js';

/** Tells the policy simulation which workflows start by themselves, and on whose authority: what a change would mean for them next. */
@Injectable()
export class PresentTriggers implements OnModuleInit {
  constructor(
    private readonly history: WorkHistory,
    private readonly library: WorkflowLibrary,
    private readonly offers: ToolOffers,
  ) {}

  onModuleInit(): void {
    this.history.registerPresent((tx) => this.present(tx));
  }

  private async present(tx: Tx): Promise<readonly PresentWork[]> {
    const rows = await tx.query<{ workflowId: WorkflowId; ownerId: PersonId; trigger: 'schedule' | 'webhook' }>(
      `SELECT workflow_id AS "workflowId", owner_id AS "ownerId", 'schedule' AS trigger FROM schedules
        WHERE organisation_id = $1 AND state = 'active'
       UNION ALL
       SELECT workflow_id, owner_id, 'webhook' FROM webhooks WHERE organisation_id = $1 AND state = 'active'`,
      [tx.scope.organisationId],
    );
    const workflows = await this.library.byIds(
      tx,
      rows.map((row) => row.workflowId),
    );
    const published = [...workflows.values()].flatMap((workflow) => workflow.publishedVersionId ?? []);
    const versions = await this.library.versionsByIds(tx, published);
    const works: PresentWork[] = [];
    for (const { workflowId, ownerId, trigger } of rows) {
      const workflow = workflows.get(workflowId);
      const version = versions.get(workflow?.publishedVersionId ?? '');
      if (workflow === undefined || version === undefined) continue;
      const { model, limits, bindings } = version.content;
      const tools = (await this.offers.boundTools(tx, bindings)).map((bound) => bound.governed);
      works.push({ workflowId, stage: workflow.stage, model, ...limits, actorId: ownerId, trigger, tools });
    }
    return works;
  }
}
