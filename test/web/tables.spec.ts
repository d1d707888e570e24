import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import { arrange } from './arrange.js';
import { ANSWER, DECLINED_ONCE } from './model-script.js';
import { publish, type Published } from './published.js';
import { expectSound } from './soundness.js';
import { goTo, openWorkflow, picture, test } from './walk.js';
import { workbookOf } from './workbook.js';

test.describe.configure({ mode: 'serial', timeout: 90_000 });

const CHECK: Published = {
  title: 'Check a letter against the list of flats',
  task: 'I look whether what a letter says is what our list says.',
  team: 'Tenants',
  instructions: 'Say in one sentence whether {{inputs.letter}} fits {{inputs.flats}}.',
  inputSchema: {
    type: 'object',
    required: ['letter', 'flats'],
    properties: {
      letter: { type: 'string', title: 'Letter', format: 'document' },
      flats: {
        type: 'array',
        title: 'Flats',
        items: {
          type: 'object',
          required: ['flat', 'rooms'],
          properties: { flat: { type: 'string', title: 'Flat' }, rooms: { type: 'integer', title: 'Rooms' } },
        },
      },
    },
  },
  sampleInputs: { letter: 'The heating is cold.', flats: [{ flat: 'Elm Street 4', rooms: 2 }] },
};
const REMIND: Published = {
  title: 'Remind a tenant',
  task: 'I remind each tenant who owes us something, one after the other.',
  team: 'Tenants',
  instructions: 'Remind {{inputs.tenant}} of {{inputs.owed}} euros in one sentence.',
  inputSchema: {
    type: 'object',
    required: ['tenant', 'owed'],
    properties: { tenant: { type: 'string', title: 'Tenant' }, owed: { type: 'integer', title: 'Owed' } },
  },
  sampleInputs: { tenant: 'Ada Berg', owed: 40 },
};
const TENANTS = Array.from({ length: 16 }, (_, index) => `Tenant ${index + 1}`);
/** One that the model declines the first time, and one whose amount is no number. */
const ROWS = [...TENANTS.slice(0, 3), DECLINED_ONCE, ...TENANTS.slice(3)].map((tenant) => `${tenant},40,north`);
const CSV = ['Tenant,Owed,House', ...ROWS, 'Ida Faulty,a lot,south'].join('\n');

let batchPage = '';

async function chooseFile(page: Page, button: Locator, name: string, buffer: Buffer): Promise<void> {
  const opened = page.waitForEvent('filechooser');
  await button.click();
  await (await opened).setFiles({ name, mimeType: 'application/octet-stream', buffer });
}

const progress = (page: Page): Locator => page.getByRole('status').filter({ has: page.getByRole('progressbar') });

interface BatchTruth {
  batch: { status: string; counts: { succeeded: number; failed: number; faulty: number; waiting: number } } | null;
}

async function truth(page: Page): Promise<BatchTruth['batch']> {
  const id = batchPage.split('/').at(-1);
  const query = `query ($id: ID!) { batch(id: $id) { status counts { succeeded failed faulty waiting } } }`;
  return (await arrange<BatchTruth>(page, query, { id })).batch;
}

test('a runner starts a run with an uploaded document and a pasted table', async ({ visitors }) => {
  const bea = await visitors.page('bea');
  const reviewer = await visitors.page('olga');
  await publish(bea, reviewer, CHECK);
  await publish(bea, reviewer, REMIND);
  const rita = await visitors.page('rita');
  await openWorkflow(rita, CHECK.title);
  await rita.getByRole('textbox', { name: 'Letter' }).fill('');
  const letter = Buffer.from('Dear Ms Berg, the flat in Elm Street 4 has three rooms.');
  await chooseFile(rita, rita.getByRole('button', { name: 'Choose a file for Letter' }), 'letter.txt', letter);
  await expect(rita.getByText('letter.txt')).toBeVisible();
  await rita.getByRole('button', { name: 'Use another table' }).click();
  await rita.getByRole('textbox', { name: 'Flats' }).fill('Flat\tRooms\nElm Street 4\tmany');
  await expect(rita.getByText('One cell does not fit.', { exact: false })).toBeVisible();
  await expectSound(rita, 'table-faulty');
  await rita.getByRole('button', { name: 'Use another table' }).click();
  await rita.getByRole('textbox', { name: 'Flats' }).fill('Flat\tRooms\nElm Street 4\t2\nElm Street 5\t3');
  await expect(rita.getByText('2 rows')).toBeVisible();
  await rita.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(rita.getByRole('region', { name: 'Output' })).toContainText(ANSWER, { timeout: 20_000 });
  const runId = rita.url().split('/').at(-1);
  const { run } = await arrange<{ run: { inputs: { flats: unknown }; files: { name: string; characters: number }[] } }>(
    rita,
    `query ($id: ID!) { run(id: $id) { inputs files { name characters } } }`,
    { id: runId },
  );
  expect(run.files).toEqual([{ name: 'letter.txt', characters: letter.length }]);
  expect(run.inputs.flats).toEqual([
    { flat: 'Elm Street 4', rooms: 2 },
    { flat: 'Elm Street 5', rooms: 3 },
  ]);
  await expectSound(rita, 'run-with-a-file');
});

test('of a workbook with several sheets one is chosen, and the first is preselected', async ({ visitors }) => {
  const rita = await visitors.page('rita');
  await openWorkflow(rita, CHECK.title);
  await rita.getByRole('button', { name: 'Use another table' }).click();
  const book = workbookOf({
    North: [
      ['Flat', 'Rooms'],
      ['North 1', 1],
    ],
    South: [
      ['Flat', 'Rooms'],
      ['South 1', 2],
      ['South 2', 2],
    ],
  });
  await chooseFile(rita, rita.getByRole('button', { name: 'Choose a file for Flats' }), 'flats.xlsx', book);
  await expect(rita.getByLabel('Sheet')).toHaveValue('North');
  await expect(rita.getByRole('cell', { name: 'North 1' })).toBeVisible();
  await rita.getByLabel('Sheet').selectOption('South');
  await expect(rita.getByRole('cell', { name: 'South 2' })).toBeVisible();
  await expect(rita.getByRole('cell', { name: 'North 1' })).toHaveCount(0);
  await picture(rita, 'table-sheet');
});

test('a table is checked row by row before anything runs', async ({ visitors }) => {
  const rita = await visitors.page('rita');
  await openWorkflow(rita, REMIND.title);
  await rita.getByRole('link', { name: 'Run it for a table of rows' }).click();
  await chooseFile(
    rita,
    rita.getByRole('button', { name: 'Choose a CSV or Excel file' }),
    'owed.csv',
    Buffer.from(CSV),
  );
  await rita.getByRole('button', { name: 'Check the rows' }).click();
  await expect(rita.getByRole('heading', { level: 1, name: 'owed.csv' })).toBeVisible();
  batchPage = new URL(rita.url()).pathname;
  await expect(rita.getByRole('region', { name: 'Before it starts' })).toContainText('1 of 18 rows does not fit');
  const rows = rita.getByRole('region', { name: 'Rows' }).last().getByRole('row');
  await expect(rows.filter({ hasText: 'Ida Faulty' })).toContainText(/number/i);
  await expectSound(rita, 'batch-draft');
});

test('it runs with its progress told live, is paused and goes on', async ({ visitors }) => {
  const rita = await visitors.page('rita');
  let told = 0;
  rita.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      if (String(payload).includes('batchChanged')) told += 1;
    });
  });
  await rita.getByRole('button', { name: 'Run the 17 rows that fit, leave 1 out' }).click();
  await rita.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(progress(rita)).toContainText('Paused');
  await expect(progress(rita)).not.toContainText('under way', { timeout: 20_000 });
  await rita.reload();
  await expect(progress(rita)).toContainText('Paused');
  const paused = await truth(rita);
  expect(paused?.status).toBe('paused');
  expect(paused?.counts.waiting).toBeGreaterThan(0);
  await expectSound(rita, 'batch-paused');

  await rita.getByRole('button', { name: 'Go on' }).click();
  await expect(progress(rita)).toContainText('Finished. 17 of 17 rows done', { timeout: 40_000 });
  expect(told).toBeGreaterThan(0);
  await expect(progress(rita)).toContainText('16 succeeded · 1 came to nothing');
});

test('the row that came to nothing says why and is tried again, and all results are taken along', async ({
  visitors,
}) => {
  const rita = await visitors.page('rita');
  await rita.getByLabel('Which rows').selectOption({ label: 'Came to nothing' });
  const rows = rita.getByRole('region', { name: 'Rows' }).last().getByRole('row');
  await expect(rows.filter({ hasText: DECLINED_ONCE })).toContainText(/declined/i);
  await rita.getByRole('button', { name: 'Try 1 row again' }).click();
  await expect(progress(rita)).toContainText('17 succeeded', { timeout: 20_000 });
  expect(await truth(rita)).toEqual({
    status: 'finished',
    counts: { succeeded: 17, failed: 0, faulty: 1, waiting: 0 },
  });
  await rita.getByLabel('Which rows').selectOption({ label: 'All rows' });
  const download = rita.waitForEvent('download');
  await rita.getByRole('button', { name: 'CSV', exact: true }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('owed.csv');
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(19);
  expect(lines[0]).toBe('"Tenant","Owed","House","row","state","result","why","cost","run"');
  expect(lines[4]).toContain(`"${DECLINED_ONCE}","40","north","4","succeeded","${ANSWER}"`);
  expect(lines[18]).toContain(`"Ida Faulty","a lot","south","18","faulty","","""Owed"" must be a whole number."`);
  await expectSound(rita, 'batch-finished');
});

test('a batch from a workbook says which sheet it was read from', async ({ visitors }) => {
  const rita = await visitors.page('rita');
  await openWorkflow(rita, REMIND.title);
  await rita.getByRole('link', { name: 'Run it for a table of rows' }).click();
  const book = workbookOf({
    May: [
      ['Tenant', 'Owed'],
      ['Ada', 10],
    ],
    June: [
      ['Tenant', 'Owed'],
      ['Ben', 20],
      ['Cem', 30],
    ],
  });
  await chooseFile(rita, rita.getByRole('button', { name: 'Choose a CSV or Excel file' }), 'owed.xlsx', book);
  await expect(rita.getByLabel('Sheet')).toHaveValue('May');
  await rita.getByLabel('Sheet').selectOption('June');
  await expectSound(rita, 'batch-form-sheet');
  await rita.getByRole('button', { name: 'Check the rows' }).click();
  await expect(rita.getByText('from the sheet “June”')).toBeVisible();
  await expect(rita.getByRole('region', { name: 'Before it starts' })).toContainText('All 2 rows fit');
  await rita.getByRole('button', { name: 'Discard' }).click();
  await expect(progress(rita)).toContainText('Cancelled');
});

test('somebody else sees neither the batch nor its rows', async ({ visitors }) => {
  const bea = await visitors.page('bea');
  await bea.goto(batchPage);
  await expect(bea.getByText('There is no such batch')).toBeVisible();
  expect(await truth(bea)).toBeNull();
  const rita = await visitors.page('rita');
  await goTo(rita, 'Runs');
  await rita
    .getByRole('link', { name: /batches/i })
    .first()
    .click();
  await expect(rita.getByRole('row', { name: /owed\.csv/ })).toContainText('17 of 17');
  await expectSound(rita, 'batches-list');
});
