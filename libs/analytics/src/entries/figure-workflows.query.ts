import { Inject, Injectable } from '@nestjs/common';
import { type Clock, invalidInput, type WorkflowId } from '@groundswell/kernel';
import { type Actor, CLOCK, Database, type Tx } from '@groundswell/platform';
import { PeopleDirectory, Permissions } from '@groundswell/identity';
import { LiveHistoryQuery } from '../compounding/live-history.query.js';
import { type PublishedVersionReuse, VersionReuseQuery } from '../compounding/version-reuse.query.js';
import { WorkflowFactsQuery, type WorkflowStory } from '../compounding/workflow-facts.query.js';
import { enteredPilotAt } from '../domain/live-workflows.js';
import { isMonth, monthEnd, monthOf } from '../domain/month.js';
import { behindReproduction } from '../domain/reproduction.js';

/** A workflow that a figure counts, and what makes it count. */
export interface FigureWorkflow {
  readonly workflowId: WorkflowId;
  readonly note: string;
  readonly at: Date | null;
}

/** Workflows that a figure counts in the same way. */
export interface FigureWorkflowGroup {
  readonly title: string;
  readonly items: readonly FigureWorkflow[];
}

const FIGURES = ['live-workflows', 'reproduction-number', 'reuse-share'] as const;

/** Opens the workflows behind the figures that count workflows or versions: exactly those that the figure counts. */
@Injectable()
export class FigureWorkflowsQuery {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly directory: PeopleDirectory,
    private readonly live: LiveHistoryQuery,
    private readonly stories: WorkflowFactsQuery,
    private readonly reuse: VersionReuseQuery,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param month of `live-workflows` alone: as they were at its end; now when it is left out or the present one.
   * @throws AppError NOT_FOUND for those who may not read figures, or INPUT_INVALID
   */
  async behind(actor: Actor, figure: string, month: string | null): Promise<readonly FigureWorkflowGroup[]> {
    this.permissions.require(actor, 'figures.read', { type: 'figures', organisationId: actor.organisationId });
    if (month !== null && !isMonth(month)) {
      throw invalidInput([{ path: 'month', message: 'Write the month as year and month, such as 2026-11.' }]);
    }
    return this.database.transaction(actor.organisationId, async (tx) => {
      switch (figure) {
        case 'live-workflows':
          return this.liveAt(tx, actor, month);
        case 'reproduction-number':
          return reproductionGroups(await this.stories.all(tx), this.clock.now());
        case 'reuse-share':
          return reuseGroups(await this.reuse.all(tx));
        default: {
          const message = `The figure ${figure.slice(0, 60)} counts no workflows. Those that do: ${FIGURES.join(', ')}.`;
          throw invalidInput([{ path: 'figure', message }]);
        }
      }
    });
  }

  private async liveAt(tx: Tx, actor: Actor, month: string | null): Promise<FigureWorkflowGroup[]> {
    const { timeZone } = await this.directory.getOrganisation(tx, actor.organisationId);
    const now = this.clock.now();
    const wanted = month !== null && isMonth(month) ? month : monthOf(now, timeZone);
    const end = monthEnd(wanted, timeZone);
    const at = end.getTime() < now.getTime() ? end : now;
    const found = await this.live.workflowsAt(tx, { month: wanted, at }, timeZone);
    const items = found.map(({ workflowId, lastUsefulAt }) => ({
      workflowId,
      note: 'Last accepted run',
      at: lastUsefulAt,
    }));
    return [{ title: 'In pilot or production, with an accepted run in the 30 days before', items }];
  }
}

function reproductionGroups(stories: readonly WorkflowStory[], asOf: Date): FigureWorkflowGroup[] {
  const { adaptations, adaptable } = behindReproduction(stories, asOf);
  const itemOf = (story: WorkflowStory): FigureWorkflow => ({
    workflowId: story.id,
    note: 'Entered pilot',
    at: enteredPilotAt(story.stages),
  });
  return [
    { title: 'Adaptations that entered pilot in the last 90 days', items: adaptations.map(itemOf) },
    { title: 'Workflows that could be adapted in these 90 days', items: adaptable.map(itemOf) },
  ];
}

function reuseGroups(versions: readonly PublishedVersionReuse[]): FigureWorkflowGroup[] {
  const inherits = (version: PublishedVersionReuse) => version.binding || version.layer || version.prompt;
  const itemOf = (version: PublishedVersionReuse): FigureWorkflow => ({
    workflowId: version.workflowId,
    note: `Version ${version.number}, ${inherited(version)}, published`,
    at: version.publishedAt,
  });
  return [
    { title: 'Versions that inherit something', items: versions.filter(inherits).map(itemOf) },
    {
      title: 'Versions that inherit nothing',
      items: versions.filter((version) => !inherits(version)).map(itemOf),
    },
  ];
}

function inherited({ binding, layer, prompt }: PublishedVersionReuse): string {
  const parts = [
    ...(binding ? ['a connector'] : []),
    ...(layer ? ['a policy layer'] : []),
    ...(prompt ? ['the instructions'] : []),
  ];
  return parts.length === 0 ? 'all its own' : `inherits ${parts.join(' and ')}`;
}
