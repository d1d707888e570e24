import type { PolicyExplanation } from './explanation.js';

/** What can be stopped: `lineage` is a workflow with everything adapted from it, `person` the runs of one person. */
export const STOP_SCOPES = ['run', 'workflow', 'lineage', 'tool', 'connector', 'person', 'organisation'] as const;
export type StopScope = (typeof STOP_SCOPES)[number];

/** The part of a stop on which it depends what it covers. */
export interface StopReachRule {
  readonly scope: StopScope;
  readonly targetId: string;
  /** Of a tool: its connector and name, since each version of a connector knows the tool under another id. */
  readonly connectorId: string | null;
  readonly toolName: string | null;
}

/** A stop that holds at this moment. */
export interface ActiveStop extends StopReachRule {
  readonly id: string;
  readonly targetName: string;
  readonly reason: string;
  readonly raisedByName: string;
  readonly raisedAt: Date;
}

/** An act that wants to happen, or a thing that is looked at: what is not known is absent. */
export interface StoppableAct {
  readonly runId?: string | null;
  readonly actorId?: string | null;
  readonly workflowId?: string | null;
  /** The workflow's ancestors and itself. */
  readonly ancestry?: readonly string[];
  readonly connectorId?: string | null;
  readonly toolId?: string | null;
  readonly toolName?: string | null;
}

/** Whether a stop forbids an act. */
export function covers(stop: StopReachRule, act: StoppableAct): boolean {
  switch (stop.scope) {
    case 'organisation':
      return true;
    case 'run':
      return act.runId === stop.targetId;
    case 'workflow':
      return act.workflowId === stop.targetId;
    case 'lineage':
      return act.workflowId === stop.targetId || (act.ancestry ?? []).includes(stop.targetId);
    case 'person':
      return act.actorId === stop.targetId;
    case 'connector':
      return act.connectorId === stop.targetId;
    case 'tool':
      return (
        act.toolId === stop.targetId ||
        (stop.connectorId !== null && act.connectorId === stop.connectorId && act.toolName === stop.toolName)
      );
  }
}

/** What is stopped, in the words of the page. */
export function stoppedThing({
  scope,
  targetName,
}: {
  readonly scope: StopScope;
  readonly targetName: string;
}): string {
  switch (scope) {
    case 'organisation':
      return 'everything';
    case 'run':
      return `the run of ${targetName}`;
    case 'workflow':
      return `the workflow ${targetName}`;
    case 'lineage':
      return `the workflow ${targetName} and all that was adapted from it`;
    case 'tool':
      return `the tool ${targetName}`;
    case 'connector':
      return `the connector ${targetName}`;
    case 'person':
      return `the runs of ${targetName}`;
  }
}

/** One sentence about a stop: who stopped what, and why. */
export function stopSentence(stop: Pick<ActiveStop, 'scope' | 'targetName' | 'reason' | 'raisedByName'>): string {
  return `${stop.raisedByName} stopped ${stoppedThing(stop)}: ${stop.reason.replace(/[.\s]+$/, '')}.`;
}

/** The explanation of an act that a stop forbids, whatever the layers say. */
export function stoppedExplanation(explanation: PolicyExplanation, stop: ActiveStop): PolicyExplanation {
  const act = explanation.sentence.replace(/^May (not )?/, '').replace(/(:.*)?\.$/s, '');
  return {
    ...explanation,
    allowed: false,
    sentence: `May not ${act} now: ${stopSentence(stop)}`,
    decidingLayerId: null,
    decidingLayerName: null,
    ruleId: null,
    reason: stopSentence(stop),
    requestable: [],
  };
}
