import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { isId, type OrganisationId } from '@groundswell/kernel';
import { Database, LOGGER, type Logger, Signals } from '@groundswell/platform';
import { ActiveStops, type StoppableAct, STOPS_SIGNAL } from '@groundswell/policies';

/** A signal may be lost; whatever is under way for longer than this is asked about as often. */
const LOOK_EVERY_MS = 1_000;

interface CallUnderWay {
  readonly organisationId: OrganisationId;
  readonly act: StoppableAct;
  readonly controller: AbortController;
}

/** A call that is watched for as long as it takes. */
export interface WatchedCall {
  /** Aborted when a stop covers the call, or when its caller gives it up. */
  readonly signal: AbortSignal;
  end(): void;
}

/**
 * The calls that this process has under way, so that a stop that is raised anywhere reaches them: at its signal, and by asking
 * once a second for as long as any call takes that long. What was called is judged by the stops as it was before the call.
 */
@Injectable()
export class CallsUnderWay implements OnModuleInit, OnModuleDestroy {
  private readonly calls = new Set<CallUnderWay>();
  private readonly endings: (() => void)[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly stops: ActiveStops,
    private readonly signals: Signals,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.endings.push(
      this.signals.listen(STOPS_SIGNAL, (payload) => void this.look(payload.split(' ')[0] ?? null)),
      this.signals.listen('reconnected', () => void this.lookAtAll()),
    );
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
    for (const end of this.endings) end();
  }

  watch(organisationId: OrganisationId, act: StoppableAct, given: AbortSignal | undefined): WatchedCall {
    const call: CallUnderWay = { organisationId, act, controller: new AbortController() };
    this.calls.add(call);
    this.timer ??= setInterval(() => void this.lookAtAll(), LOOK_EVERY_MS).unref();
    const { signal } = call.controller;
    return {
      signal: given === undefined ? signal : AbortSignal.any([signal, given]),
      end: () => {
        this.calls.delete(call);
        if (this.calls.size > 0) return;
        clearInterval(this.timer);
        this.timer = undefined;
      },
    };
  }

  private async lookAtAll(): Promise<void> {
    for (const organisationId of new Set([...this.calls].map((call) => call.organisationId))) {
      await this.look(organisationId);
    }
  }

  private async look(organisationId: string | null): Promise<void> {
    const calls = [...this.calls].filter((call) => call.organisationId === organisationId);
    if (!isId(organisationId) || calls.length === 0) return;
    try {
      await this.database.transaction(organisationId as OrganisationId, async (tx) => {
        if ((await this.stops.all(tx)).length === 0) return;
        for (const { act, controller } of calls) {
          if (await this.stops.find(tx, act)) controller.abort();
        }
      });
    } catch (error) {
      this.logger.warn({ err: error }, 'The calls under way were not held against the stops; asking again.');
    }
  }
}
