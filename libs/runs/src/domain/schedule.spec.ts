import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readCronLine } from './cron-line.js';
import { nextDue, nextDues, type Timetable } from './due-times.js';
import { catchUp, MISSED_AFTER_MS, MISSED_RULES, pauseAfterRefusal } from './schedule.js';

function timetable(text: string, timeZone = 'Europe/Berlin'): Timetable {
  const read = readCronLine(text);
  if (read.fault !== undefined) throw new Error(read.fault);
  return { line: read.line, timeZone };
}

const daily = timetable('30 8 * * *');
const due = new Date('2026-11-02T07:30:00Z');
const threeDaysLater = new Date('2026-11-05T12:00:00Z');
const shown = (dates: readonly Date[]) => dates.map((at) => at.toISOString().slice(0, 10));

describe('what fell due', () => {
  it('is run when it is due now, whatever the rule', () => {
    for (const missedRule of MISSED_RULES) {
      const now = new Date(due.getTime() + 1_000);
      expect(catchUp(daily, due, now, { missedRule, missedCap: 1 })).toEqual({ start: [due], missed: null });
    }
  });

  it('and was missed is left alone by “skip”', () => {
    const done = catchUp(daily, due, threeDaysLater, { missedRule: 'skip', missedCap: 10 });
    expect(done.start).toEqual([]);
    expect(done.missed).toEqual({ dueAt: new Date('2026-11-05T07:30:00Z'), standsFor: 4 });
  });

  it('and was missed is made good by one run with “once”', () => {
    const done = catchUp(daily, due, threeDaysLater, { missedRule: 'once', missedCap: 10 });
    expect(shown(done.start)).toEqual(['2026-11-05']);
    expect(done.missed?.standsFor).toBe(3);
  });

  it('and was missed is made good up to the cap with “all”, the newest ones', () => {
    const done = catchUp(daily, due, threeDaysLater, { missedRule: 'all', missedCap: 3 });
    expect(shown(done.start)).toEqual(['2026-11-03', '2026-11-04', '2026-11-05']);
    expect(done.missed?.standsFor).toBe(1);
  });

  it('is accounted for to the last time, and nothing older than the cap or the rule is run', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('30 8 * * *', '*/20 * * * *', '0 9 * * 1'),
        fc.constantFrom(...MISSED_RULES),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 0, max: 6 * 24 * 60 }),
        (text, missedRule, missedCap, minutesLate) => {
          const table = timetable(text);
          const first = nextDue(table, new Date('2026-10-20T00:00:00Z')) ?? due;
          const now = new Date(first.getTime() + minutesLate * 60_000);
          const fell = nextDues(table, new Date(first.getTime() - 1), 1_000).filter((at) => at <= now);
          const { start, missed } = catchUp(table, first, now, { missedRule, missedCap });
          expect(start.length + (missed?.standsFor ?? 0)).toBe(fell.length);
          expect(start).toEqual(fell.slice(fell.length - start.length));
          if (missedRule === 'once') expect(start).toHaveLength(1);
          if (missedRule === 'all') expect(start.length).toBeLessThanOrEqual(missedCap);
          if (missedRule === 'skip') {
            for (const at of start) expect(now.getTime() - at.getTime()).toBeLessThan(MISSED_AFTER_MS);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('a refusal', () => {
  it('pauses at once when no later time can go better, and otherwise when it comes for the third time in a row', () => {
    expect(pauseAfterRefusal('OWNER_LEFT', 'Ron left.', 1)?.code).toBe('OWNER_LEFT');
    expect(pauseAfterRefusal('WORKFLOW_RETIRED', 'Retired.', 1)?.code).toBe('WORKFLOW_RETIRED');
    expect([1, 2].map((count) => pauseAfterRefusal('POLICY_DENIED', 'No.', count))).toEqual([null, null]);
    expect(pauseAfterRefusal('POLICY_DENIED', 'No.', 3)).toMatchObject({ code: 'REFUSED_REPEATEDLY' });
  });
});
