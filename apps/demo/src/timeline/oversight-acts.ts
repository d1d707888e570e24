import {
  ENDED_EXCEPTION,
  LOOKED_AT,
  MOVED_CONNECTOR,
  OWN_ACCOUNT,
  REQUESTS,
  type RequestPlan,
  REVOKED_EXCEPTION,
  STOPS,
} from '../programme/oversight.js';
import { SeededRandom } from '../random/seeded-random.js';
import { addDays, type Calendar, officeTime } from './calendar.js';

/** A steward looks at the runs that were drawn for it. */
export interface LookAtRuns {
  readonly what: 'look-at-runs';
  readonly leave: number;
  readonly concern: boolean;
  readonly secondsEach: number;
}

/** One act of those who keep the programme in order. */
export type OversightAct =
  | { readonly what: 'request'; readonly request: RequestPlan }
  | LookAtRuns
  | {
      readonly what:
        | 'ended-exception'
        | 'revocable-exception'
        | 'revoke'
        | 'sample-runs'
        | 'move-connector'
        | 'own-account'
        | 'watch-connectors'
        | 'stop-and-release'
        | 'drill'
        | 'stop-workflow'
        | 'leave';
    };

/** The acts of the last two months in office hours, and at the very end what a visitor finds as news. */
export function oversightActs(calendar: Calendar): { readonly at: Date; readonly act: OversightAct }[] {
  const random = new SeededRandom('oversight');
  const { until } = calendar;
  const at = (daysAgo: number): Date => {
    const wished = officeTime(addDays(until, -daysAgo), random);
    // A weekend at the end of the year moves nothing past its end.
    return wished < addDays(until, -0.2) ? wished : addDays(until, -daysAgo);
  };
  const weekly = [29, 23, 18, 12].map((daysAgo, week) => ({
    at: at(daysAgo),
    act: { what: 'look-at-runs', leave: 0, concern: week === 2, secondsEach: 240 } as const,
  }));
  return [
    { at: at(STOPS.connector.daysAgo), act: { what: 'stop-and-release' } },
    { at: at(STOPS.drill.daysAgo), act: { what: 'drill' } },
    { at: at(ENDED_EXCEPTION.daysAgo), act: { what: 'ended-exception' } },
    { at: at(REVOKED_EXCEPTION.daysAgo), act: { what: 'revocable-exception' } },
    { at: at(REVOKED_EXCEPTION.daysAgo - REVOKED_EXCEPTION.revokedAfterDays), act: { what: 'revoke' } },
    { at: at(LOOKED_AT.daysAgo), act: { what: 'sample-runs' } },
    ...weekly,
    { at: at(MOVED_CONNECTOR.daysAgo), act: { what: 'move-connector' } },
    { at: at(OWN_ACCOUNT.daysAgo), act: { what: 'own-account' } },
    ...REQUESTS.map((request) => ({ at: at(request.daysAgo), act: { what: 'request', request } as const })),
    {
      at: new Date(until.getTime() - 3_000),
      // Quick looks: what comes behind them must not lie in the visitor's future.
      act: { what: 'look-at-runs', leave: LOOKED_AT.leftOpen, concern: false, secondsEach: 20 },
    },
    ...[40, 25, 10, 3, 1].map((daysAgo) => ({ at: at(daysAgo), act: { what: 'watch-connectors' } as const })),
    { at: new Date(until.getTime() - 4_000), act: { what: 'watch-connectors' } },
    // Nobody works with what is stopped and with whom has left: these come behind all runs.
    { at: new Date(until.getTime() - 2_000), act: { what: 'stop-workflow' } },
    { at: new Date(until.getTime() - 1_000), act: { what: 'leave' } },
  ];
}
