import { Injectable } from '@nestjs/common';
import type { Tx } from '@groundswell/platform';
import { enteredPilotAt } from '../domain/live-workflows.js';
import { marginalCosts } from '../domain/marginal-cost.js';
import { WorkflowFactsQuery } from './workflow-facts.query.js';

/** Finds the connectors and policy layers that a workflow was the first to need: their set-up is charged to it. */
@Injectable()
export class FirstNeededQuery {
  constructor(private readonly stories: WorkflowFactsQuery) {}

  /** Empty for a workflow that never entered pilot, or that does not exist. */
  async of(tx: Tx, workflowId: string): Promise<{ workflowId: string; parts: readonly string[] }> {
    const piloted = (await this.stories.all(tx)).flatMap((story) => {
      const entered = enteredPilotAt(story.stages);
      if (entered === null) return [];
      const { id, title, parts } = story;
      return [{ workflowId: id, title, parts, enteredPilotAt: entered, buildMicros: 0, reviewMicros: 0 }];
    });
    const cost = marginalCosts(piloted, new Map()).find((each) => each.workflowId === workflowId);
    return { workflowId, parts: cost?.firstNeeded ?? [] };
  }
}
