import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type Actor, CurrentActor, type RequestContext } from '@groundswell/platform';
import { IdentityLoaders, PersonType, TeamType } from '@groundswell/identity';
import { WorkflowAccess } from '../access/workflow-access.js';
import { nextStages, type Stage } from '../domain/stage.js';
import { NOTHING_INHERITED } from '../inherited/inherited.query.js';
import { WorkflowActions } from '../access/workflow-actions.js';
import { WorkflowLoaders } from './workflow.loaders.js';
import { versionTypeOf, WorkflowVersionType } from './workflow-version.type.js';
import { InheritedType, LineageNodeType, StageEnum, WorkflowActionsType, WorkflowType } from './workflow.type.js';

/** Fields of a workflow. What tells more than its name and place asks whether the person may read it. */
@Resolver(() => WorkflowType)
export class WorkflowFieldsResolver {
  constructor(
    private readonly access: WorkflowAccess,
    private readonly actions: WorkflowActions,
    private readonly loaders: WorkflowLoaders,
    private readonly identity: IdentityLoaders,
  ) {}

  @ResolveField(() => String, { description: 'The tedious task in plain words; empty when you may not open it.' })
  task(@Parent() workflow: WorkflowType, @CurrentActor() actor: Actor): string {
    return this.access.mayRead(actor, workflow) ? workflow.task : '';
  }

  @ResolveField(() => TeamType)
  team(@Parent() workflow: WorkflowType, @Context() context: RequestContext): Promise<TeamType> {
    return this.identity.team(context, workflow.teamId);
  }

  @ResolveField(() => PersonType)
  owner(@Parent() workflow: WorkflowType, @Context() context: RequestContext): Promise<PersonType> {
    return this.identity.person(context, workflow.ownerId);
  }

  @ResolveField(() => PersonType, { nullable: true, description: 'Accountable for the result in daily work.' })
  async operatorOwner(
    @Parent() workflow: WorkflowType,
    @Context() context: RequestContext,
  ): Promise<PersonType | null> {
    return workflow.operatorOwnerId === null ? null : this.identity.person(context, workflow.operatorOwnerId);
  }

  @ResolveField(() => String, { nullable: true, description: 'Why it was paused or sent back to draft.' })
  stageReason(@Parent() workflow: WorkflowType): string | null {
    return workflow.stage === 'retired' ? null : workflow.stageReason;
  }

  @ResolveField(() => String, { nullable: true })
  retiredReason(@Parent() workflow: WorkflowType): string | null {
    return workflow.stage === 'retired' ? workflow.stageReason : null;
  }

  @ResolveField(() => [StageEnum], { description: 'The stages it can go to from here, whoever may decide it.' })
  nextStages(@Parent() workflow: WorkflowType): readonly Stage[] {
    const { stage, pausedFrom, revision } = workflow;
    return nextStages({ stage, pausedFrom, revision, hasPublishedVersion: workflow.publishedVersionId !== null });
  }

  @ResolveField(() => WorkflowVersionType, { nullable: true })
  async publishedVersion(
    @Parent() workflow: WorkflowType,
    @Context() context: RequestContext,
    @CurrentActor() actor: Actor,
  ): Promise<WorkflowVersionType | null> {
    if (workflow.publishedVersionId === null || !this.access.mayRead(actor, workflow)) return null;
    const version = await this.loaders.version(context, workflow.publishedVersionId);
    return version && versionTypeOf(version);
  }

  @ResolveField(() => WorkflowVersionType, {
    nullable: true,
    description: 'The draft, or the version that waits for review.',
  })
  async draftVersion(
    @Parent() workflow: WorkflowType,
    @Context() context: RequestContext,
    @CurrentActor() actor: Actor,
  ): Promise<WorkflowVersionType | null> {
    const open = await this.loaders.openVersion(context, workflow.id);
    return open && this.access.mayReadVersion(actor, workflow, open.status) ? versionTypeOf(open) : null;
  }

  @ResolveField(() => [WorkflowVersionType], {
    description: 'The newest first; drafts only for those who may see them.',
  })
  async versions(
    @Parent() workflow: WorkflowType,
    @Context() context: RequestContext,
    @CurrentActor() actor: Actor,
  ): Promise<WorkflowVersionType[]> {
    const versions = await this.loaders.versionsOf(context, workflow.id);
    return versions.filter(({ status }) => this.access.mayReadVersion(actor, workflow, status)).map(versionTypeOf);
  }

  @ResolveField(() => WorkflowVersionType, { nullable: true, description: 'The exact version; null for a root.' })
  async adaptedFrom(
    @Parent() workflow: WorkflowType,
    @Context() context: RequestContext,
    @CurrentActor() actor: Actor,
  ): Promise<WorkflowVersionType | null> {
    if (workflow.adaptedFromVersionId === null || !this.access.mayRead(actor, workflow)) return null;
    const version = await this.loaders.version(context, workflow.adaptedFromVersionId);
    const parent = version && (await this.loaders.workflow(context, version.workflowId));
    if (!version || !parent || !this.access.mayReadVersion(actor, parent, version.status)) return null;
    return versionTypeOf(version);
  }

  @ResolveField(() => WorkflowType)
  async root(@Parent() workflow: WorkflowType, @Context() context: RequestContext): Promise<WorkflowType> {
    return (await this.loaders.workflow(context, workflow.rootId)) ?? workflow;
  }

  @ResolveField(() => [LineageNodeType], { description: 'The whole tree that it belongs to, root first.' })
  lineage(@Parent() workflow: WorkflowType, @Context() context: RequestContext): Promise<readonly LineageNodeType[]> {
    return this.loaders.tree(context, workflow.rootId);
  }

  @ResolveField(() => InheritedType)
  async inherited(
    @Parent() workflow: WorkflowType,
    @Context() context: RequestContext,
    @CurrentActor() actor: Actor,
  ): Promise<InheritedType> {
    return this.access.mayRead(actor, workflow) ? this.loaders.inherited(context, workflow) : NOTHING_INHERITED;
  }

  @ResolveField(() => Boolean, { description: 'Whether a bound tool can write or destroy.' })
  async mayWrite(@Parent() workflow: WorkflowType, @Context() context: RequestContext): Promise<boolean> {
    if (workflow.boundToolIds.length === 0) return false;
    const writing = await this.loaders.writingTools(context);
    return workflow.boundToolIds.some((id) => writing.has(id));
  }

  @ResolveField(() => WorkflowActionsType)
  async can(
    @Parent() workflow: WorkflowType,
    @Context() context: RequestContext,
    @CurrentActor() actor: Actor,
  ): Promise<WorkflowActionsType> {
    return this.actions.of(actor, workflow, await this.loaders.openVersion(context, workflow.id));
  }
}
