import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId, type TeamId, type WorkflowId } from '@groundswell/kernel';
import type { Actor } from '@groundswell/platform';
import { foundOrganisation, startTestApp, type TestApp, type TestOrganisation } from '@groundswell/testing';
import { ConfirmRunService } from '../confirm-run/confirm-run.service.js';
import type { TimeEntry } from '../domain/time-entry.js';
import { makeRun, makeWorkflow, refusal, SPEC_MODULES } from '../savings.fixture.js';
import { SetBaselineService } from '../set-baseline/set-baseline.service.js';
import { CorrectTimeEntryService } from './correct-time-entry.service.js';

let app: TestApp;
let home: TestOrganisation;
let team: TeamId;
let builder: Actor;
let runner: Actor;
let workflowId: WorkflowId;
let entry: TimeEntry;
let service: CorrectTimeEntryService;

beforeAll(async () => {
  app = await startTestApp({ modules: SPEC_MODULES });
  home = await foundOrganisation(app);
  team = await home.addTeam('Sales');
  builder = await home.addPerson('Bea Builder', ['builder'], [team]);
  runner = await home.addPerson('Rita Runner', ['runner'], [team]);
  workflowId = await makeWorkflow(app, home, builder, team);
  await app.get(SetBaselineService).set(builder, { workflowId, minutes: 25 });
  service = app.get(CorrectTimeEntryService);
});

beforeEach(async () => {
  const runId = await makeRun(app, runner, workflowId);
  entry = await app.get(ConfirmRunService).confirm(runner, { runId, outcome: 'accepted', humanMinutes: 5 });
});

afterAll(() => app.close());

describe('correcting a time entry', () => {
  it('writes a new line that names the old one, and leaves the old one as it was', async () => {
    const correction = { entryId: entry.id, humanMinutes: 15, reason: 'I forgot the phone call' };
    const corrected = await service.correct(runner, correction);
    expect(corrected).toMatchObject({
      corrects: entry.id,
      savedMinutes: 10,
      note: 'I forgot the phone call',
      at: entry.at,
    });
    const lines = await app.database.query(
      `SELECT id, saved_minutes FROM time_entries WHERE run_id = $1 ORDER BY corrects_id NULLS FIRST`,
      [entry.runId],
    );
    expect(lines).toEqual([
      { id: entry.id, saved_minutes: 20 },
      { id: corrected.id, saved_minutes: 10 },
    ]);
  });

  it('is recorded in the audit log with both figures', async () => {
    const corrected = await service.correct(runner, { entryId: entry.id, humanMinutes: 6, reason: 'Typing error' });
    const [audited] = await app.database.query(`SELECT action, details FROM audit_entries WHERE subject_id = $1`, [
      corrected.id,
    ]);
    expect(audited).toMatchObject({
      action: 'time-entry.corrected',
      details: { humanMinutesBefore: 5, humanMinutes: 6, corrects: entry.id, reason: 'Typing error' },
    });
  });

  it('of a corrected line is refused and points to the newest', async () => {
    const corrected = await service.correct(runner, { entryId: entry.id, humanMinutes: 6, reason: 'One' });
    const error = await refusal(service.correct(runner, { entryId: entry.id, humanMinutes: 7, reason: 'Two' }));
    expect(error.code).toBe('TIME_ENTRY_ALREADY_CORRECTED');
    await expect(
      service.correct(runner, { entryId: corrected.id, humanMinutes: 7, reason: 'Two' }),
    ).resolves.toBeDefined();
  });

  it('by two at once lets one win', async () => {
    const outcomes = await Promise.allSettled(
      [6, 7, 8].map((humanMinutes) => service.correct(runner, { entryId: entry.id, humanMinutes, reason: 'Race' })),
    );
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
  });

  it('asks for a reason and for possible minutes, both named at once', async () => {
    const error = await refusal(service.correct(runner, { entryId: entry.id, humanMinutes: 99_999, reason: ' ' }));
    expect(error.fields.map((fault) => fault.path)).toEqual(['reason', 'humanMinutes']);
  });

  it('is forbidden to those who only oversee, and hidden from colleagues', async () => {
    const leader = await home.addPerson('Lea Leader', ['leader']);
    const colleague = await home.addPerson('Carl Colleague', ['runner'], [team]);
    const correction = { entryId: entry.id, humanMinutes: 6, reason: 'Not mine' };
    expect((await refusal(service.correct(leader, correction))).kind).toBe('forbidden');
    expect((await refusal(service.correct(colleague, correction))).code).toBe('NOT_FOUND');
  });

  it('finds no entry of another organisation, and none that does not exist', async () => {
    const strangers = await foundOrganisation(app, 'Strangers');
    const correction = { humanMinutes: 6, reason: 'Not ours' };
    expect((await refusal(service.correct(strangers.owner, { entryId: entry.id, ...correction }))).code).toBe(
      'NOT_FOUND',
    );
    expect((await refusal(service.correct(runner, { entryId: newId(), ...correction }))).code).toBe('NOT_FOUND');
    expect((await refusal(service.correct(runner, { entryId: '1 OR 1=1', ...correction }))).code).toBe('NOT_FOUND');
  });
});
