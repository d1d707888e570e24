import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentActor, Database, MicrosScalar, type Actor } from '@groundswell/platform';
import { CallTreeQuery } from '../call-workflow/call-tree.query.js';
import { RunAccess } from '../show-runs/run-access.js';
import { runTypeOf } from './run-shapes.js';
import { RunType } from './run.type.js';

/** The tree of runs that call each other, as far as this person may see it. */
@Resolver(() => RunType)
export class RunCallsResolver {
  constructor(
    private readonly database: Database,
    private readonly tree: CallTreeQuery,
    private readonly access: RunAccess,
  ) {}

  @ResolveField(() => RunType, { nullable: true, description: 'The run that called this one.' })
  async parentRun(@Parent() run: RunType, @CurrentActor() actor: Actor): Promise<RunType | null> {
    const { parentRunId } = run;
    if (parentRunId === null) return null;
    const parent = await this.database.transaction(run.organisationId, (tx) =>
      this.access.findReadable(tx, actor, parentRunId),
    );
    return parent === null ? null : runTypeOf(parent);
  }

  @ResolveField(() => [RunType], { description: 'The runs that this one called, in their order.' })
  async childRuns(@Parent() run: RunType, @CurrentActor() actor: Actor): Promise<RunType[]> {
    return this.database.transaction(run.organisationId, async (tx) => {
      const found: RunType[] = [];
      for (const id of await this.tree.called(tx, run.id)) {
        const child = await this.access.findReadable(tx, actor, id);
        if (child !== null) found.push(runTypeOf(child));
      }
      return found;
    });
  }

  @ResolveField(() => MicrosScalar, { description: 'Its own cost and that of all runs below it.' })
  async treeCostMicros(@Parent() run: RunType): Promise<number> {
    const below = await this.database.transaction(run.organisationId, (tx) => this.tree.costBelow(tx, run.id));
    return run.costMicros + below;
  }
}
