import { describe, expect, it } from '@jest/globals';
import { PEOPLE } from '../programme/people.js';
import { addDays, calendarUntil, isWorkday, monthStart } from './calendar.js';
import { drawRuns, type DrawnRun } from './draw-runs.js';
import { workflowLives } from './life.js';

const NOON = [
  ['2026-11-21T12:00:00Z'],
  ['2026-11-02T09:00:00Z'],
  ['2027-03-01T08:00:00Z'],
  ['2028-02-29T20:00:00Z'],
  ['2026-12-31T23:00:00Z'],
] as const;

describe.each(NOON)('the simulated year until %s', (now) => {
  const calendar = calendarUntil(new Date(now));
  const lives = workflowLives(calendar);
  const runs = new Map(lives.map((life) => [life.plan.key, drawRuns(life, calendar, 1)]));
  const all = [...runs.values()].flat();

  it('begins on the first of a month, about twelve months ago', () => {
    expect(calendar.start.getUTCDate()).toBe(1);
    const days = (calendar.until.getTime() - calendar.start.getTime()) / 86_400_000;
    expect(days).toBeGreaterThan(344);
    expect(days).toBeLessThan(382);
  });

  it('takes every workflow through its doors in order, and never into the future', () => {
    for (const life of lives) {
      const doors = [
        life.begunAt,
        life.savedAt,
        life.submittedAt,
        life.publishedAt,
        life.production,
        life.end?.at ?? null,
      ];
      const known = doors.filter((at): at is Date => at !== null).map((at) => at.getTime());
      expect({ key: life.plan.key, known }).toEqual({ key: life.plan.key, known: [...known].sort((a, b) => a - b) });
      expect(Math.max(...known)).toBeLessThan(calendar.until.getTime());
      expect(Math.min(...known)).toBeGreaterThan(calendar.start.getTime());
    }
  });

  it('begins an adaptation only after its parent was published', () => {
    const published = new Map(lives.map((life) => [life.plan.key, life.publishedAt]));
    for (const life of lives) {
      if (life.plan.adaptedFrom === null) continue;
      const parent = published.get(life.plan.adaptedFrom);
      expect({ key: life.plan.key, later: parent !== undefined && life.begunAt > parent }).toEqual({
        key: life.plan.key,
        later: true,
      });
    }
  });

  it('has each version reviewed by somebody else who was there', () => {
    for (const life of lives) {
      expect(life.reviewer).not.toBe(life.plan.builder);
      expect(monthStart(calendar, PEOPLE[life.reviewer].month) < life.publishedAt).toBe(true);
    }
  });

  it('makes the next workflow cheaper', () => {
    const mean = (part: typeof lives) => part.reduce((sum, life) => sum + life.buildMinutes, 0) / part.length;
    expect(mean(lives.slice(0, 6))).toBeGreaterThan(3 * mean(lives.slice(-10)));
  });

  it('draws thousands of runs in office hours, each after its workflow went live and by somebody who was there', () => {
    expect(all.length).toBeGreaterThan(1_850);
    expect(all.length).toBeLessThan(4_000);
    for (const life of lives) {
      for (const run of runs.get(life.plan.key) ?? []) {
        expect(run.at > life.publishedAt && run.at <= calendar.until && run.at <= life.lastRunAt).toBe(true);
        expect(isWorkday(run.at)).toBe(true);
      }
    }
  });

  it('leaves about forty workflows live, and the stalled, failed and retired ones not', () => {
    const useful = (run: DrawnRun) => run.ending === 'accepted' || run.ending === 'edited';
    const isLive = (key: string) =>
      (runs.get(key) ?? []).some((run) => useful(run) && run.at > addDays(calendar.until, -30));
    const live = lives.filter((life) => life.end === null && isLive(life.plan.key)).map((life) => life.plan.key);
    expect(live.length).toBeGreaterThanOrEqual(40);
    expect(live).not.toContain('price-list');
    expect(live).not.toContain('works-agreement');
  });

  it('grows along the plan: about 3 after the first month and 12 after the third', () => {
    const pilots = (month: number) => lives.filter((life) => life.publishedAt < monthStart(calendar, month + 1)).length;
    expect([pilots(1), pilots(3)]).toEqual([3, 12]);
    expect(lives).toHaveLength(46);
  });

  it('leaves some answers out, has some runs fail, and loses time with one workflow', () => {
    expect(all.filter((run) => run.answer === 'none').length / all.length).toBeCloseTo(0.11, 1);
    expect(all.filter((run) => run.ending === 'failed').length).toBeGreaterThan(8);
    const voice = (runs.get('diary-voice') ?? []).map((run) => run.humanMinutes);
    expect(voice.reduce((sum, minutes) => sum + minutes, 0) / voice.length).toBeGreaterThan(14);
  });
});
