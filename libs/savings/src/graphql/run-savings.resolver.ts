import { Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { notFound } from '@groundswell/kernel';
import { type Actor, CurrentActor, type RequestContext } from '@groundswell/platform';
import { IdentityLoaders, Permissions, PersonType } from '@groundswell/identity';
import { OutcomeEnum, RunType } from '@groundswell/runs';
import { WorkflowLoaders, WorkflowType } from '@groundswell/workflows';
import type { Outcome } from '../domain/minutes-saved.js';
import { SavingsLoaders } from './savings.loaders.js';
import { TimeEntryType, timeEntryTypeOf } from './time-entry.type.js';

/** What savings adds to a run. */
@Resolver(() => RunType)
export class RunSavingsResolver {
  constructor(
    private readonly permissions: Permissions,
    private readonly loaders: SavingsLoaders,
  ) {}

  @ResolveField(() => OutcomeEnum, {
    nullable: true,
    description: 'What its person said of the output; null until then.',
  })
  async outcome(@Parent() run: RunType, @Context() context: RequestContext): Promise<Outcome | null> {
    return (await this.loaders.timeEntry(context, run.id))?.outcome ?? run.storedOutcome;
  }

  @ResolveField(() => TimeEntryType, { nullable: true, description: 'The line of the time ledger that counts for it.' })
  async timeEntry(
    @Parent() run: RunType,
    @CurrentActor() actor: Actor,
    @Context() context: RequestContext,
  ): Promise<TimeEntryType | null> {
    const entry = await this.loaders.timeEntry(context, run.id);
    if (entry === null) return null;
    const subject = { type: 'time-entry', organisationId: actor.organisationId, personId: entry.personId };
    return this.permissions.can(actor, 'time-entry.read', subject) ? timeEntryTypeOf(entry) : null;
  }

  @ResolveField(() => Int, {
    nullable: true,
    description: 'Minutes to offer where nothing measured; null where none count.',
  })
  suggestedHumanMinutes(@Parent() run: RunType, @Context() context: RequestContext): Promise<number | null> {
    return this.loaders.suggestedHumanMinutes(context, run.id);
  }
}

/** The workflow and the person of a line. */
@Resolver(() => TimeEntryType)
export class TimeEntryFieldsResolver {
  constructor(
    private readonly workflows: WorkflowLoaders,
    private readonly people: IdentityLoaders,
  ) {}

  @ResolveField(() => WorkflowType)
  async workflow(@Parent() entry: TimeEntryType, @Context() context: RequestContext): Promise<WorkflowType> {
    const workflow = await this.workflows.workflow(context, entry.workflowId);
    if (workflow === null) throw notFound('workflow');
    return workflow;
  }

  @ResolveField(() => PersonType, { description: 'Whose time was saved or lost.' })
  person(@Parent() entry: TimeEntryType, @Context() context: RequestContext): Promise<PersonType> {
    return this.people.person(context, entry.personId);
  }
}
