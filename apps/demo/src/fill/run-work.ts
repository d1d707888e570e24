import { setTimeout as delay } from 'node:timers/promises';
import type { ManualClock, RunId } from '@groundswell/kernel';
import type { Actor, RequestContext } from '@groundswell/platform';
import { AdvanceRunService, DecideApprovalService, RunLoaders, type RunSummary } from '@groundswell/runs';
import type { Cast } from './cast.js';
import type { Services } from './container.js';

const LOOK_AGAIN_MS = 10;
const LOOK_AGAIN_AT_MOST_MS = 160;
const LOOKS_UNTIL_GIVEN_UP = 30;
/** Longer than a lease: a worker that lost its run on the way is followed by another only when the clock says so. */
const PAST_A_LEASE_MS = 20_000;
const UNTIL_APPROVED_MS = 40_000;

/** A run that was started, and for whom. */
export interface OpenRun {
  readonly runId: RunId;
  readonly actor: Actor;
  /** It asks a person and is left waiting. */
  readonly leftWaiting?: boolean;
}

/** Lets the engine work on runs, and people answer what these ask them. */
export class RunWork {
  constructor(
    private readonly services: Services,
    private readonly cast: Cast,
    private readonly clock: ManualClock,
  ) {}

  /** Until each of them ends, or waits and is to be left waiting. */
  async finish(started: readonly OpenRun[]): Promise<void> {
    let open = [...started];
    while (open.length > 0) {
      const states = await Promise.all(open.map((one) => this.untilItStands(one)));
      const asking = open.filter((one, index) => states[index]?.endedAt === null && one.leftWaiting !== true);
      // People answer while nothing else is at work, so that the clock takes no worker's lease away.
      if (asking.length > 0) this.clock.advanceMs(UNTIL_APPROVED_MS);
      for (const { runId, actor } of asking) await this.approve(runId, actor);
      for (const { runId, actor } of open.filter((one) => one.leftWaiting === true))
        await this.agreeFirst(runId, actor);
      open = asking;
    }
  }

  async find(actor: Actor, runId: RunId): Promise<RunSummary> {
    const run = await this.services.get(RunLoaders).run(requestOf(actor), runId);
    if (run === null) throw new Error(`The run ${runId} is gone.`);
    return run;
  }

  private async untilItStands({ runId, actor }: OpenRun): Promise<RunSummary> {
    let pauseMs = LOOK_AGAIN_MS;
    for (let looks = 1; ; looks++) {
      // A worker of the queue may be at it already; then this does nothing and we look again.
      await this.services.get(AdvanceRunService).advance(actor.organisationId, runId);
      const run = await this.find(actor, runId);
      if (run.endedAt !== null || (run.status === 'waiting' && run.waitingFor !== 'call')) return run;
      if (looks % LOOKS_UNTIL_GIVEN_UP === 0) this.clock.advanceMs(PAST_A_LEASE_MS);
      await delay(pauseMs);
      pauseMs = Math.min(LOOK_AGAIN_AT_MOST_MS, pauseMs * 2);
    }
  }

  /** Where two are asked the runner has agreed, so that the yes of a visitor is the one that is missing. */
  private async agreeFirst(runId: RunId, runner: Actor): Promise<void> {
    const approval = await this.services.get(RunLoaders).waitingApproval(requestOf(runner), runId);
    if (approval === null || approval.approvers.length < 2 || !approval.approvers.includes('runner')) return;
    const { id: approvalId, argumentsDigest } = approval;
    await this.services
      .get(DecideApprovalService)
      .decide(runner, { approvalId, argumentsDigest, approve: true, reason: null });
  }

  /** Approves what the run asks, as its runner or, where another pair of eyes is wanted, as a steward. */
  private async approve(runId: RunId, runner: Actor): Promise<void> {
    const approval = await this.services.get(RunLoaders).waitingApproval(requestOf(runner), runId);
    if (approval === null) throw new Error('A run waits, and not for an approval.');
    const steward = this.cast.actor('detlefsen');
    const decider = approval.approvers.includes('runner') ? runner : steward;
    const { id: approvalId, argumentsDigest } = approval;
    const decision = { approvalId, argumentsDigest, approve: true, reason: null };
    const decide = this.services.get(DecideApprovalService);
    await decide.decide(decider, decision);
    if (approval.approvers.length > 1 && decider === runner) await decide.decide(steward, decision);
  }
}

/** A request of nobody's page: loaders ask for one, so that they never outlive it. */
function requestOf(actor: Actor): RequestContext {
  return {
    actor,
    actAs: () => undefined,
    correlationId: 'demo',
    remoteAddress: '127.0.0.1',
    sessionToken: null,
    loaders: new Map(),
  };
}
