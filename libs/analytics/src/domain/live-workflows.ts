/** A change of a workflow's stage. */
export interface StageChange {
  readonly stage: string;
  readonly at: Date;
}

/** What decides whether a workflow is live. */
export interface WorkflowLife {
  /** In order of time. */
  readonly stages: readonly StageChange[];
  /** Ends of its accepted or edited runs that count, in any order. */
  readonly acceptedAt: readonly Date[];
}

/** An accepted run keeps a workflow live for this long. */
export const LIVE_WINDOW_DAYS = 30;
const DAY_MS = 86_400_000;

/** The start of the window in which an accepted run makes a workflow live at an instant. */
export function liveWindowStart(at: Date): Date {
  return new Date(at.getTime() - LIVE_WINDOW_DAYS * DAY_MS);
}

/** The stage that a workflow was in at an instant; null before its first. */
export function stageAt(stages: readonly StageChange[], at: Date): string | null {
  let stage: string | null = null;
  for (const change of stages) {
    if (change.at.getTime() > at.getTime()) break;
    stage = change.stage;
  }
  return stage;
}

/** Whether a workflow is live at an instant: in pilot or production, with an accepted run in the last 30 days. */
export function isLive(life: WorkflowLife, at: Date): boolean {
  const stage = stageAt(life.stages, at);
  if (stage !== 'pilot' && stage !== 'production') return false;
  const from = liveWindowStart(at).getTime();
  return life.acceptedAt.some((accepted) => accepted.getTime() > from && accepted.getTime() <= at.getTime());
}

/** When a workflow first entered pilot: the day that it counts from. Null when it never did. */
export function enteredPilotAt(stages: readonly StageChange[]): Date | null {
  return stages.find((change) => change.stage === 'pilot' || change.stage === 'production')?.at ?? null;
}
