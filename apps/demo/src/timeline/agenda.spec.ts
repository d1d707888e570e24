import { describe, expect, it } from '@jest/globals';
import { PEOPLE } from '../programme/people.js';
import { agendaOf, type DatedAct } from './agenda.js';
import { calendarUntil } from './calendar.js';

describe.each([
  ['2026-11-21T12:00:00Z'],
  ['2026-11-02T09:00:00Z'],
  ['2027-05-15T07:00:00Z'],
  ['2027-01-04T06:30:00Z'],
  ['2027-01-11T21:00:00Z'],
])('the agenda until %s', (now) => {
  const calendar = calendarUntil(new Date(now));
  const agenda = agendaOf(calendar, 1);
  const first = (wanted: (act: DatedAct) => boolean) => agenda.findIndex(wanted);

  it('is the same every time', () => {
    expect(JSON.stringify(agendaOf(calendar, 1))).toBe(JSON.stringify(agenda));
  });

  it('is in order of time, inside the year', () => {
    const times = agenda.map((act) => act.at.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(Math.min(...times)).toBeGreaterThan(calendar.start.getTime());
    expect(Math.max(...times)).toBeLessThan(calendar.until.getTime());
  });

  it('lets nobody act before they joined', () => {
    const joined = new Set<string>(['carstensen']);
    for (const act of agenda) {
      if (act.kind === 'join') joined.add(act.person);
      if (act.kind === 'run') expect(joined).toContain(act.run.person);
      if (act.kind === 'begin') expect(joined).toContain(act.life.plan.builder);
      if (act.kind === 'publish') expect(joined).toContain(act.life.reviewer);
      if (act.kind === 'review') expect(joined).toContain(act.reviewer);
    }
    expect(joined.size).toBe(Object.keys(PEOPLE).length);
  });

  it('has every connector in place before a workflow that needs it is written', () => {
    for (const act of agenda) {
      if (act.kind !== 'write') continue;
      for (const tool of act.life.plan.tools) {
        const connected = first((other) => other.kind === 'connect' && tool.startsWith(`${other.connector.key}.`));
        expect({ tool, early: connected < agenda.indexOf(act) }).toEqual({ tool, early: true });
      }
    }
  });

  it('makes schedules, webhooks and connectors before they are used', () => {
    const late = agenda.flatMap((act, index) => (act.kind === 'late' ? [{ act: act.act, index }] : []));
    const made = (key: string) =>
      late.find(({ act }) => act.what === 'make-schedule' && act.schedule.key === key)?.index ?? Infinity;
    const webhooks = late.find(({ act }) => act.what === 'make-webhooks')?.index ?? Infinity;
    for (const { act, index } of late) {
      if (act.what === 'fall-due' || act.what === 'rest') expect(made(act.schedule.key)).toBeLessThan(index);
      if (act.what === 'message') expect(webhooks).toBeLessThan(index);
    }
    const bookings = first((act) => act.kind === 'connect' && act.connector.key === 'bookings');
    expect(bookings).toBeLessThan(first((act) => act.kind === 'revise' && act.workflow === 'credit-note'));
    expect(late.filter(({ act }) => act.what === 'rest')).toHaveLength(1);
    expect(late.filter(({ act }) => act.what === 'fall-due' && act.how === 'stopped')).toHaveLength(1);
  });

  it('improves a workflow only after it was published, and reviews what was submitted', () => {
    for (const [index, act] of agenda.entries()) {
      if (act.kind !== 'revise' && act.kind !== 'review') continue;
      const published = first((other) => other.kind === 'publish' && other.life.plan.key === act.workflow);
      expect(published).toBeGreaterThanOrEqual(0);
      expect(published).toBeLessThan(index);
    }
    const revisions = agenda.filter((act) => act.kind === 'revise' && act.upTo === 'submitted').length;
    const reviews = agenda.filter((act) => act.kind === 'review').length;
    // The last one is left for the visitor.
    expect(revisions - reviews).toBe(1);
    expect(reviews).toBeGreaterThanOrEqual(10);
  });
});
