import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { PASSWORD, PEOPLE } from './people.js';
import { ANSWER } from './model-script.js';
import { expectFault, figure, goTo, openWorkflow, picture, test } from './walk.js';
import { ADAPTED, FIRST } from './workflows.js';

const REASON = 'Letters are read by the Tenants desk only this week.';

test.describe.configure({ mode: 'serial' });

/** How many runs of their own a person sees. */
async function ownRuns(page: Page): Promise<number> {
  await goTo(page, 'Runs');
  const count = page.getByRole('status').filter({ hasText: /^\d+ runs?$/ });
  return Number.parseInt(await count.innerText(), 10);
}

async function hoursSaved(page: Page): Promise<string> {
  await goTo(page, 'Home');
  await page.reload();
  await goTo(page, 'Compounding');
  return figure(page, 'Hours saved').innerText();
}

test('practice is labelled wherever it is seen, asks for no minutes and is counted nowhere', async ({ visitors }) => {
  const leader = await visitors.page('lea');
  const before = await hoursSaved(leader);

  const page = await visitors.page('rita');
  await openWorkflow(page, ADAPTED.title);
  await page.getByRole('radio', { name: 'Practice' }).check();
  await expect(page.getByText(/counts in no figure/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Run as practice' }).click();
  await expect(page.getByRole('region', { name: 'Output' })).toContainText('Elm Street 4', { timeout: 20_000 });
  await expect(page.getByRole('region', { name: 'Output' })).toContainText('Practice');
  await expect(page.getByRole('banner').or(page.locator('header')).getByText('Practice').first()).toBeVisible();
  // The calls are real; what a model would have said is not.
  const steps = page.getByRole('list', { name: 'Steps of the run' }).getByRole('listitem');
  for (const words of await steps.filter({ hasText: /^(Practice model|Result)/ }).all()) {
    await expect(words.getByText('Practice', { exact: true })).toBeVisible();
  }
  await expect(page.getByRole('region', { name: 'How did it go?' })).toHaveCount(0);
  await picture(page, 'practice-run');

  await goTo(page, 'Runs');
  const row = page.getByRole('row', { name: /Practice/ }).first();
  await expect(row).toContainText('not counted');
  expect(await hoursSaved(leader)).toBe(before);
});

test('an input that does not fit says so beside its field', async ({ visitors }) => {
  const page = await visitors.page('rita');
  await openWorkflow(page, ADAPTED.title);
  await page.getByRole('radio', { name: 'Live' }).check();
  await page.getByLabel('File').fill('');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expectFault(page.getByLabel('File'), /\w/);
  await picture(page, 'run-fault');
  await page.getByRole('button', { name: 'Back to the sample' }).click();
  await expect(page.getByLabel('File')).not.toHaveValue('');
});

test('a button pressed twice starts one run, and a run can be cancelled', async ({ visitors }) => {
  const page = await visitors.page('rita');
  const before = await ownRuns(page);
  await openWorkflow(page, ADAPTED.title);
  await page.getByRole('button', { name: 'Run', exact: true }).dblclick();
  await expect(page.getByRole('region', { name: /May this run call/ })).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Cancel the run' }).click();
  await expect(page.getByText('Cancelled', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('region', { name: /May this run call/ })).toHaveCount(0);
  expect(await ownRuns(page)).toBe(before + 1);
});

test('a run that was of no use is tried again, and the retry counts in its place', async ({ visitors }) => {
  const page = await visitors.page('rita');
  const workOnce = async () => {
    await page
      .getByRole('region', { name: /May this run call/ })
      .getByRole('button', { name: 'Approve this call' })
      .click({ timeout: 20_000 });
    await expect(page.getByRole('region', { name: 'Output' })).toContainText(ANSWER, { timeout: 20_000 });
  };
  await openWorkflow(page, ADAPTED.title);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await workOnce();
  const first = page.url();
  await page.getByLabel('Minutes it still took you').fill('4');
  await page.getByRole('button', { name: 'Of no use' }).click();
  await expect(page.getByRole('region', { name: 'How it went' })).toContainText(/4\smin/);
  await page.reload();
  await page.getByRole('button', { name: 'Try again with the same inputs' }).click();
  await expect(page.getByRole('link', { name: 'a run that came to nothing' })).toBeVisible({ timeout: 20_000 });
  await workOnce();
  await expect(async () => {
    await page.goto(first);
    await expect(page.getByText('counts in its place.')).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 15_000 });
  await expect(page.getByRole('button', { name: 'Try again with the same inputs' })).toHaveCount(0);
  await picture(page, 'run-tried-again');
});

test('a run done elsewhere is recorded by hand once, marked as recorded, and counts', async ({ visitors }) => {
  const leader = await visitors.page('lea');
  const before = await hoursSaved(leader);
  const page = await visitors.page('rita');
  const runs = await ownRuns(page);
  await openWorkflow(page, ADAPTED.title);
  await page.getByRole('link', { name: 'Record the run by hand' }).click();
  await page.getByLabel('What came out').fill('A plumber.');
  await page.getByLabel('Where and how it was done').fill('In the chat tool');
  const minutes = page.getByLabel('Minutes it still took you');
  await expect(minutes).toHaveValue('');
  const record = page.getByRole('button', { name: 'Record the run' });
  await record.click();
  await expectFault(minutes, /\w/);
  await minutes.fill('5');
  await record.click();
  await expectFault(page.getByLabel('File'), /\w/);
  await expect(page.getByLabel('What came out')).toHaveValue('A plumber.');

  await page.getByLabel('File').fill('letter of 12 November');
  await record.dblclick();
  await expect(page.getByText('recorded by hand', { exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'How it went' })).toContainText(/15\smin saved/);
  await picture(page, 'run-recorded');
  expect(await ownRuns(page)).toBe(runs + 1);
  await expect.poll(() => hoursSaved(leader), { timeout: 20_000 }).not.toBe(before);
});

test('an expired session asks for the password in place, and nothing typed is lost', async ({ visitors }) => {
  const page = await visitors.page('bea');
  await goTo(page, 'Home');
  await page.getByRole('link', { name: 'Register a workflow' }).first().click();
  await page.getByLabel('Title').fill('Chase overdue invoices');
  await page.getByLabel('The tedious task, in plain words').fill('Every Monday I write the same reminders.');
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Register and start building' }).click();
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await expect(dialog).toContainText(PEOPLE.bea.email);
  await picture(page, 'session-ended');
  await dialog.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Sign in and go on' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByLabel('Title')).toHaveValue('Chase overdue invoices');
  await page.getByRole('button', { name: 'Register and start building' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Build “Chase overdue invoices”' })).toBeVisible();
});

test('a steward takes a tool away by choosing while a run waits for it, and is asked what it took', async ({
  visitors,
}) => {
  const runner = await visitors.page('rita');
  await openWorkflow(runner, ADAPTED.title);
  await runner.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(runner.getByRole('region', { name: /May this run call/ })).toBeVisible({ timeout: 20_000 });

  const page = await visitors.page('olga');
  await goTo(page, 'Policies');
  await page.getByRole('link', { name: 'Add a layer' }).click();
  await page.getByLabel('For', { exact: true }).selectOption('team');
  await page.getByLabel('Which one').selectOption('Tenants');
  const form = page.getByRole('form', { name: 'Policy layer' });
  await form.getByRole('button', { name: 'Remove the condition: The tool', exact: true }).click();
  await form.getByLabel('Add a condition').first().selectOption({ label: 'The tool’s name' });
  await form.getByRole('combobox', { name: 'Value for: The tool’s name' }).click();
  await page.getByRole('option', { name: 'write_file' }).click();
  await page.keyboard.press('Escape');
  await form.getByRole('button', { name: /^Save/ }).click();
  await expectFault(form.getByLabel('Because').first(), /\w/);
  await form.getByLabel('Because').first().fill(REASON);
  await picture(page, 'layer-being-written');
  await form.getByRole('button', { name: /^Save/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Tenants' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('write_file');
});

test('the run that waited is refused at its next call, with the rule that said so', async ({ visitors }) => {
  const page = await visitors.page('rita');
  await page.getByRole('button', { name: 'Approve this call' }).click();
  const steps = page.getByRole('list', { name: 'Steps of the run' });
  const refused = steps.getByRole('listitem').filter({ hasText: 'Refused' });
  await expect(refused).toContainText(REASON, { timeout: 20_000 });
  await expect(refused).toContainText('layer Tenants');
  await refused.getByRole('button', { name: 'What each layer says' }).click();
  await expect(refused.getByRole('listitem').filter({ hasText: 'allows' })).toContainText('Organisation');
  await expect(refused.getByRole('listitem').filter({ hasText: 'refuses' })).toContainText('Tenants');
  await picture(page, 'run-refused');
});

test('the next run is not started, and the page says which rule stands against it', async ({ visitors }) => {
  const page = await visitors.page('rita');
  await openWorkflow(page, ADAPTED.title);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const refusal = page.getByRole('alert').filter({ hasText: REASON });
  await expect(refusal).toBeVisible();
  await expect(refusal).toContainText('Rule of Tenants');
  await expect(refusal).toContainText('What you can ask a steward for');
  await picture(page, 'run-not-started');

  await page.getByRole('link', { name: 'What it may do', exact: true }).click();
  const refused = page.getByRole('listitem').filter({ hasText: 'Refused' });
  await expect(refused).toContainText('write_file');
  await expect(refused).toContainText('Team layer Tenants, inherited from Summarise a letter');
  await picture(page, 'what-it-may-do-refused');
});

test('the same refusal stands where a builder tries the tool and where a steward asks the stack', async ({
  visitors,
  installation,
}) => {
  const steward = await visitors.page('olga');
  await goTo(steward, 'Policies');
  await steward.getByLabel('runs this workflow').selectOption(ADAPTED.title);
  await steward.getByLabel('may it call this tool?').selectOption('write_file');
  await expect(steward.getByRole('alert')).toContainText(REASON);

  const builder = await visitors.page('bea');
  await openWorkflow(builder, FIRST.title);
  await builder.getByRole('link', { name: 'Build', exact: true }).click();
  const trial = builder.getByRole('complementary', { name: 'Try it' });
  await trial.getByRole('tab', { name: 'Try one tool' }).click();
  await trial.getByLabel('Tool', { exact: true }).selectOption({ label: 'Documents: Write File' });
  await trial.getByLabel('path').fill('letter.txt');
  await trial.getByLabel('content').fill('Overwritten');
  await trial.getByRole('button', { name: 'Call the tool' }).click();
  await expect(trial.getByRole('alert')).toContainText(REASON);
  expect(await readFile(join(installation.folder, 'letter.txt'), 'utf8')).toContain('Elm Street 4');
  await picture(builder, 'tool-refused');
});
