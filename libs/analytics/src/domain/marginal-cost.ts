import { type Micros, type WorkflowId } from '@groundswell/kernel';

/** A workflow that has entered pilot, with what it cost and what it needed set up. */
export interface PilotedWorkflow {
  readonly workflowId: WorkflowId;
  readonly title: string;
  readonly enteredPilotAt: Date;
  /** Building and reviewing until it entered pilot. Work on later versions is no cost of getting there. */
  readonly buildMicros: Micros;
  readonly reviewMicros: Micros;
  /** Ids of the connectors and policy layers that govern it: its parts. */
  readonly parts: readonly string[];
}

/** The cost of the n-th workflow, and what the set-up of its predecessors spared it. */
export interface MarginalCost {
  readonly n: number;
  readonly workflowId: WorkflowId;
  readonly title: string;
  readonly enteredPilotAt: Date;
  readonly buildMicros: Micros;
  readonly reviewMicros: Micros;
  /** Set-up of the parts that it was the first to need. */
  readonly setUpMicros: Micros;
  readonly totalMicros: Micros;
  /** Reuse dividend: what the first one paid for the parts that this one found in place. Never added to hours saved. */
  readonly avoidedMicros: Micros;
  /** The parts that it was the first to need: their cost entries stand behind the figure. */
  readonly firstNeeded: readonly string[];
}

/**
 * The marginal costs in the order in which workflows first entered pilot. Each part's set-up is charged once, to the first
 * workflow that needed it, and counted as avoided by every later one.
 */
export function marginalCosts(
  workflows: readonly PilotedWorkflow[],
  setUpMicrosByPart: ReadonlyMap<string, Micros>,
): MarginalCost[] {
  const seen = new Set<string>();
  return [...workflows].sort(byPilotDate).map((workflow, index) => {
    const parts = [...new Set(workflow.parts)];
    const firstNeeded = parts.filter((part) => !seen.has(part));
    const found = parts.filter((part) => seen.has(part));
    for (const part of firstNeeded) seen.add(part);
    const setUpMicros = costOf(firstNeeded, setUpMicrosByPart);
    const { workflowId, title, enteredPilotAt, buildMicros, reviewMicros } = workflow;
    return {
      n: index + 1,
      workflowId,
      title,
      enteredPilotAt,
      buildMicros,
      reviewMicros,
      setUpMicros,
      totalMicros: buildMicros + reviewMicros + setUpMicros,
      avoidedMicros: costOf(found, setUpMicrosByPart),
      firstNeeded,
    };
  });
}

function costOf(parts: readonly string[], setUpMicrosByPart: ReadonlyMap<string, Micros>): Micros {
  return parts.reduce((sum, part) => sum + (setUpMicrosByPart.get(part) ?? 0), 0);
}

function byPilotDate(a: PilotedWorkflow, b: PilotedWorkflow): number {
  const gap = a.enteredPilotAt.getTime() - b.enteredPilotAt.getTime();
  if (gap !== 0) return gap;
  return a.workflowId < b.workflowId ? -1 : 1;
}
