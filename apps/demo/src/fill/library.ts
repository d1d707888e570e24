import type { JsonObject, JsonValue, WorkflowId } from '@groundswell/kernel';
import type { Actor } from '@groundswell/platform';
import { SetBaselineService } from '@groundswell/savings';
import {
  AdaptWorkflowService,
  ChangeStageService,
  RegisterWorkflowService,
  ReviewVersionService,
  SaveDraftService,
  SetOwnerService,
  StartDraftService,
  SubmitVersionService,
  type VersionSummary,
  type WorkflowSummary,
} from '@groundswell/workflows';
import type { ConnectorKey } from '../programme/connectors.js';
import { PEOPLE, type PersonKey } from '../programme/people.js';
import { completePlan, type CompletePlan, type PlanChange } from '../programme/programme.js';
import { datedSamples, schemaOfForm, type ToolRef } from '../programme/workflow-plan.js';
import type { Revision, Verdict } from '../timeline/agenda.js';
import type { WorkflowLife } from '../timeline/life.js';
import type { Cast } from './cast.js';
import type { Services } from './container.js';
import type { Governance } from './governance.js';

const LIMITS = { maxTurns: 8, maxCostMicros: 300_000 } as const;

interface Shelf {
  readonly workflow: WorkflowSummary;
  /** The version that is being written or was last submitted. */
  readonly version: VersionSummary | null;
  readonly publishedVersionId: string | null;
  readonly additions: readonly string[];
  readonly change: PlanChange;
}

/** What builders, reviewers and stewards do with workflows. */
export class Library {
  private readonly shelves = new Map<string, Shelf>();

  constructor(
    private readonly services: Services,
    private readonly cast: Cast,
    private readonly governance: Governance,
    /** The day for which the samples are dated. */
    private readonly asOf: string,
  ) {}

  workflowId(key: string): WorkflowId {
    return this.shelf(key).workflow.id;
  }

  /** The plan as it was revised so far. */
  planOf(key: string): CompletePlan {
    return { ...completePlan(key), ...this.shelf(key).change };
  }

  /** The version that was written last. */
  versionOf(key: string): VersionSummary {
    const { version } = this.shelf(key);
    if (version === null) throw new RangeError(`${key} has not been written yet.`);
    return version;
  }

  /** Registers the workflow, or adapts the version of its parent that is published by now. */
  async begin({ plan }: WorkflowLife): Promise<void> {
    const actor = this.cast.actor(plan.builder);
    const wishes = {
      title: plan.title,
      task: plan.task,
      teamId: this.cast.teamId(plan.team),
      clientKey: `demo-${plan.key}`,
    };
    const workflow =
      plan.adaptedFrom === null
        ? await this.services.get(RegisterWorkflowService).register(actor, wishes)
        : await this.services
            .get(AdaptWorkflowService)
            .adapt(actor, { ...wishes, versionId: this.shelf(plan.adaptedFrom).publishedVersionId ?? '' });
    this.shelves.set(plan.key, { workflow, version: null, publishedVersionId: null, additions: [], change: {} });
  }

  /** Writes the first draft and says what the task takes by hand. */
  async write({ plan }: WorkflowLife): Promise<void> {
    const actor = this.cast.actor(plan.builder);
    const shelf = this.shelf(plan.key);
    const draft = await this.services.get(StartDraftService).start(actor, shelf.workflow.id);
    const version = await this.save(
      actor,
      draft,
      plan.key,
      plan.adaptedFrom === null ? 'First version.' : 'Fitted to our own work.',
      [],
    );
    this.shelves.set(plan.key, { ...shelf, version });
    const { baseline } = plan;
    await this.services.get(SetBaselineService).set(actor, {
      workflowId: shelf.workflow.id,
      ...('stated' in baseline ? { minutes: baseline.stated } : { samples: baseline.timed }),
    });
  }

  async submit(key: string, buildMinutes: number): Promise<void> {
    const shelf = this.shelf(key);
    const actor = this.cast.actor(completePlan(key).builder);
    const version = await this.services.get(SubmitVersionService).submit(actor, shelf.version?.id ?? '', buildMinutes);
    this.shelves.set(key, { ...shelf, version });
  }

  async review(key: string, reviewer: PersonKey, verdict: Verdict): Promise<void> {
    const shelf = this.shelf(key);
    const result = await this.services.get(ReviewVersionService).review(this.cast.actor(reviewer), {
      versionId: shelf.version?.id ?? '',
      revision: shelf.version?.revision ?? 0,
      ...verdict,
    });
    if (result.kind === 'blocked') {
      throw new Error(`${key} cannot be published: ${result.reasons.map((reason) => reason.message).join(' ')}`);
    }
    const published = verdict.approve ? { publishedVersionId: result.version.id } : {};
    this.shelves.set(key, { ...shelf, version: result.version, ...published });
  }

  /** Writes the next version with what was learnt, and submits it unless it is still being worked on. */
  async revise(key: string, change: Revision, upTo: 'draft' | 'submitted'): Promise<void> {
    const shelf = { ...this.shelf(key), change: { ...this.shelf(key).change, ...change.plan } };
    this.shelves.set(key, shelf);
    const actor = this.cast.actor(completePlan(key).builder);
    const draft = await this.services.get(StartDraftService).start(actor, shelf.workflow.id);
    const additions = [...new Set([...shelf.additions, change.addition])];
    const version = await this.save(actor, draft, key, change.note, additions);
    this.shelves.set(key, { ...shelf, version, additions });
    if (upTo === 'submitted') await this.submit(key, change.buildMinutes);
  }

  /** Hands the workflow to an operator owner and takes it into production. */
  async produce({ plan }: WorkflowLife): Promise<void> {
    const steward = this.cast.actor('detlefsen');
    const workflowId = this.workflowId(plan.key);
    const owned = await this.services.get(SetOwnerService).set(steward, {
      workflowId,
      ownerId: this.cast.personId(plan.builder),
      operatorOwnerId: this.cast.personId(this.operatorOf(plan)),
    });
    await this.services
      .get(ChangeStageService)
      .change(steward, { workflowId, stage: 'production', revision: owned.revision });
  }

  /** Pauses or retires it; the reason is what people will read. */
  async end({ plan }: WorkflowLife, stage: 'retired' | 'paused', reason: string): Promise<void> {
    const leader = this.cast.actor('lohmann');
    const workflowId = this.workflowId(plan.key);
    const owned = await this.services.get(SetOwnerService).set(leader, {
      workflowId,
      ownerId: this.cast.personId(plan.builder),
    });
    await this.services.get(ChangeStageService).change(leader, { workflowId, stage, reason, revision: owned.revision });
  }

  private async save(
    actor: Actor,
    draft: VersionSummary,
    key: string,
    changeNote: string,
    additions: readonly string[],
  ): Promise<VersionSummary> {
    const plan = this.planOf(key);
    const { calls, maxQuestions } = this.shelf(key).change;
    return this.services.get(SaveDraftService).save(actor, {
      versionId: draft.id,
      revision: draft.revision,
      instructions: [plan.instructions, ...additions].join('\n\n'),
      inputSchema: schemaOfForm(plan.form),
      sampleInputs: datedSamples(plan.samples, this.asOf),
      model: plan.model,
      ...LIMITS,
      ...(maxQuestions === undefined ? {} : { maxQuestions }),
      ...(calls === undefined ? {} : { calls: calls.map((called) => this.workflowId(called)) }),
      bindings: this.bindingsOf(plan.tools),
      rehearsal: plan.rehearsal ? plainJson(plan.rehearsal) : null,
      changeNote,
    });
  }

  private bindingsOf(tools: readonly ToolRef[]) {
    const keys = [...new Set(tools.map((tool) => tool.split('.')[0] as ConnectorKey))];
    return keys.map((key) => ({
      connectorId: this.governance.connectorId(key),
      toolIds: tools.filter((tool) => tool.startsWith(`${key}.`)).map((tool) => this.governance.toolId(tool)),
    }));
  }

  private operatorOf(plan: WorkflowLife['plan']): PersonKey {
    const runners = (Object.keys(PEOPLE) as PersonKey[]).filter((key) => {
      const { roles, teams } = PEOPLE[key];
      return (
        roles.some((role) => role === 'runner') && teams.some((team) => team === plan.team) && key !== plan.builder
      );
    });
    return runners.find((key) => this.cast.has(key)) ?? plan.builder;
  }

  private shelf(key: string): Shelf {
    const shelf = this.shelves.get(key);
    if (shelf === undefined) throw new RangeError(`${key} has not been begun yet.`);
    return shelf;
  }
}

function plainJson(value: object): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}
