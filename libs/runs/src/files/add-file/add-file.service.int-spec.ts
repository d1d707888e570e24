import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@groundswell/kernel';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import type { Actor } from '@groundswell/platform';
import { archiveOf, workbookOf, workbookOfSheets } from '../../archive.fixture.js';
import { DiscardFiles } from '../discard-files/discard-files.job.js';
import { RunInputsModule } from '../run-inputs.module.js';
import { RunEngineModule } from '../../engine/run-engine.module.js';
import { ReadTableService } from '../read-table/read-table.service.js';
import { SpecToolsModule } from '../../spec-tools.fixture.js';
import { advance, makeWorkflow, seen, startRun, startRunsWorld, type RunsWorld } from '../../runs.fixture.js';
import { ShowFileService } from '../show-file/show-file.service.js';
import { StartRunService } from '../../start-run/start-run.service.js';
import { AddFileService, FILE_LIMITS } from './add-file.service.js';

let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;

const INPUTS: JsonObject = {
  type: 'object',
  required: ['letter'],
  properties: { letter: { type: 'string', format: 'document' } },
};

beforeAll(async () => {
  world = await startRunsWorld(
    { startTestApp, foundOrganisation, ScriptedModel },
    { modules: [RunEngineModule, RunInputsModule, SpecToolsModule] },
  );
});
afterAll(async () => world.close());

async function* inPieces(bytes: Buffer, size = 100_000): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function add(name: string, content: Buffer | string, actor: Actor = world.runner) {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return world.app.get(AddFileService).add(actor, name, inPieces(bytes));
}

async function bytesOf(actor: Actor, id: string): Promise<Buffer> {
  const { content } = await world.app.get(ShowFileService).open(actor, id);
  const pieces: Buffer[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces);
}

const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
4 0 obj<</Length 45>>stream
BT /F1 18 Tf 20 200 Td (Hello invoice) Tj ET 
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>`;

describe('taking in a file', () => {
  it('keeps its bytes in the database and finds what it is by its content', async () => {
    const long = 'A long letter. '.repeat(40_000);
    const file = await add('letter.txt', long);
    expect(file).toMatchObject({ kind: 'text', cut: true, sizeBytes: long.length });
    expect((await bytesOf(world.runner, file.id)).toString()).toBe(long);
    const word = archiveOf({
      'word/document.xml':
        '<w:document><w:p><w:t>Dear Ada,</w:t></w:p><w:p><w:t>pay &amp; rest</w:t></w:p></w:document>',
    });
    expect(await add('a.bin', word)).toMatchObject({ kind: 'word', text: 'Dear Ada,\npay & rest' });
    expect(await add('b.pdf', workbookOf([['Name'], ['Ada']]))).toMatchObject({ kind: 'excel', text: 'Name\nAda' });
    const sheets = [
      { name: 'May', rows: [['Ada', 3]] },
      { name: 'Empty', rows: [] },
      { name: 'June', rows: [['Ben', 4]] },
      { name: 'Secret', rows: [['Obey me']], hidden: true },
    ];
    expect((await add('c.xlsx', workbookOfSheets(sheets))).text).toBe('# May\nAda\t3\n# June\nBen\t4');
    expect(await add('c.txt', PDF)).toMatchObject({ kind: 'pdf', text: 'Hello invoice' });
    expect(await add('d.json', '{"a":1}')).toMatchObject({ kind: 'json' });
  });

  it('refuses what it cannot read, what is too large and what is no document, and keeps nothing of it', async () => {
    const before = await world.app.database.query(`SELECT id FROM input_files`);
    await expect(add('x.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]))).rejects.toMatchObject({
      code: 'FILE_NOT_READABLE',
    });
    await expect(add('x.zip', archiveOf({ 'a.txt': 'x' }))).rejects.toMatchObject({ code: 'FILE_NOT_READABLE' });
    await expect(add('x.pdf', '%PDF-1.4 nothing')).rejects.toMatchObject({ code: 'FILE_NOT_READABLE' });
    await expect(add('x.txt', '')).rejects.toMatchObject({ code: 'FILE_NOT_READABLE' });
    await expect(add('x.txt', Buffer.alloc(FILE_LIMITS.bytes + 1, 97))).rejects.toMatchObject({
      code: 'FILE_TOO_LARGE',
    });
    await expect(add('', 'text')).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    const bomb = archiveOf({ 'word/document.xml': `<t>${'0'.repeat(70 * 1024 * 1024)}</t>` });
    await expect(add('bomb.docx', bomb)).rejects.toMatchObject({ code: 'FILE_NOT_READABLE' });
    expect(await world.app.database.query(`SELECT id FROM input_files`)).toHaveLength(before.length);
  });

  it('is forbidden to those who run nothing', async () => {
    const auditor = await world.organisation.addPerson('Aud Itor', ['auditor']);
    await expect(add('a.txt', 'x', auditor)).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

describe('giving a file to a run', () => {
  it('shows the model its words, labels the run from the start, and lets those see it who see the run', async () => {
    const { workflowId } = await makeWorkflow(world, {
      instructions: 'Answer {{inputs.letter}}.',
      inputSchema: INPUTS,
      sampleInputs: { letter: 'Dear team' },
    });
    const file = await add('complaint.txt', 'The heating is cold.');
    await expect(bytesOf(world.steward, file.id)).rejects.toMatchObject({ kind: 'not-found' });
    const run = await startRun(world, workflowId, { inputs: { letter: `file:${file.id}` } });
    expect((await seen(world, run)).run).toMatchObject({ private_data: true, untrusted_content: true });
    world.model.answers({ text: 'We repair it.' });
    await advance(world, run);
    expect((await seen(world, run)).run).toMatchObject({ status: 'succeeded' });
    const sent = JSON.stringify(world.model.requests.at(-1));
    expect(sent).toContain('The heating is cold.');
    expect(sent).toContain('complaint.txt');
    // A steward oversees runs, a colleague does not; another organisation knows of nothing.
    expect((await bytesOf(world.steward, file.id)).toString()).toBe('The heating is cold.');
    await expect(bytesOf(world.reviewer, file.id)).rejects.toMatchObject({ kind: 'not-found' });
    const strangers = await foundOrganisation(world.app, 'Südwind');
    await expect(bytesOf(strangers.owner, file.id)).rejects.toMatchObject({ kind: 'not-found' });

    const theirs = await world.app.get(StartRunService).start(world.builder, {
      workflowId,
      versionId: null,
      inputs: { letter: `file:${file.id}` },
      mode: 'live',
      idempotencyKey: 'not theirs to give',
    });
    expect(theirs.refused).toMatchObject({ code: 'INPUT_INVALID', fields: [{ path: 'inputs.letter' }] });
  });

  it('labels pasted documents and tables just so, and leaves a typed text alone', async () => {
    const inputSchema: JsonObject = {
      type: 'object',
      properties: {
        note: { type: 'string' },
        rows: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } },
      },
    };
    const { workflowId } = await makeWorkflow(world, {
      instructions: 'Sort {{inputs.rows}} {{inputs.note}}.',
      inputSchema,
      sampleInputs: {},
    });
    const typed = await startRun(world, workflowId, { inputs: { note: 'mine' } });
    expect((await seen(world, typed)).run).toMatchObject({ private_data: false, untrusted_content: false });
    const pasted = await startRun(world, workflowId, { inputs: { rows: [{ name: 'Ada' }] } });
    expect((await seen(world, pasted)).run).toMatchObject({ private_data: true, untrusted_content: true });
    const answer = await world.app.get(StartRunService).start(world.runner, {
      workflowId,
      versionId: null,
      inputs: { rows: [{ name: 'Ada' }, { nam: 'Bob' }] },
      mode: 'live',
      idempotencyKey: 'faulty',
    });
    expect(answer.refused?.fields[0]?.message).toContain('row 2');
  });

  it('removes after a day what no run was given, and nothing else', async () => {
    const file = await add('unused.txt', 'Nobody asked.');
    await world.app.database.query(`UPDATE input_files SET uploaded_at = uploaded_at - interval '2 days'`);
    expect(await world.app.get(DiscardFiles).discard()).toBeGreaterThan(0);
    await expect(bytesOf(world.runner, file.id)).rejects.toMatchObject({ kind: 'not-found' });
    const kept = await world.app.database.query<{ name: string }>(`SELECT name FROM input_files`);
    expect(kept).toEqual([{ name: 'complaint.txt' }]);
  });
});

describe('reading a table for a form', () => {
  const schema: JsonObject = {
    type: 'object',
    required: ['name'],
    properties: { name: { type: 'string' }, days: { type: 'integer' } },
  };

  it('matches columns and names each faulty cell', async () => {
    const file = await add('Pasted table.tsv', 'Name\tDays\nAda\t3\n\tmany\n');
    const reading = await world.app.get(ReadTableService).read(world.runner, file.id, schema, null);
    expect(reading.columns).toEqual(['name', 'days']);
    expect(reading.rows[0]).toMatchObject({ number: 1, values: { name: 'Ada', days: 3 }, faults: [] });
    expect(reading.rows[1]?.faults.map((fault) => fault.column).sort()).toEqual([0, 1]);
    const other = await world.app.get(ReadTableService).read(world.runner, file.id, schema, [null, 'name']);
    expect(other.rows[0]?.values).toEqual({ name: '3' });
  });

  it('reads no file of somebody else, and no letter', async () => {
    const file = await add('t.csv', 'name\nAda\n');
    await expect(world.app.get(ReadTableService).read(world.builder, file.id, schema, null)).rejects.toMatchObject({
      kind: 'not-found',
    });
    const letter = await add('l.json', '{"a":1}');
    await expect(world.app.get(ReadTableService).read(world.runner, letter.id, schema, null)).rejects.toMatchObject({
      code: 'TABLE_NOT_READABLE',
    });
  });

  it('is read from the sheet that was chosen, and says which there are', async () => {
    const book = workbookOfSheets([
      { name: 'May', rows: [['Name'], ['Ada']] },
      { name: 'June', rows: [['Name'], ['Ben']] },
    ]);
    const file = await add('both.xlsx', book);
    const rowSchema: JsonObject = { type: 'object', properties: { name: { type: 'string' } } };
    const tables = world.app.get(ReadTableService);
    const first = await tables.read(world.runner, file.id, rowSchema, null);
    expect(first).toMatchObject({ sheets: ['May', 'June'], sheet: 'May', rows: [{ values: { name: 'Ada' } }] });
    const second = await tables.read(world.runner, file.id, rowSchema, null, 'June');
    expect(second).toMatchObject({ sheet: 'June', rows: [{ values: { name: 'Ben' } }] });
    await expect(tables.read(world.runner, file.id, rowSchema, null, 'July')).rejects.toMatchObject({
      code: 'TABLE_NOT_READABLE',
    });
  });
});
