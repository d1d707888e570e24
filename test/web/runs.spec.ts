import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { DRAFTED_NOTE, FIRST_WORDS, NEW_NUMBER, type Task } from './run-script.js';
import { adaptWithCases, arrangeWorkflow, WALKED } from './run-workflow.js';
import { expectSound } from './soundness.js';
import { goTo, openWorkflow, picture, test } from './walk.js';

test.describe.configure({ mode: 'serial', timeout: 60_000 });

const EDITED_NOTE = 'Heating, Elm Street 4: urgent, there is a baby';
const REASON = 'The note is there already.';
const CASE = 'An electrician is sent';
/** The run that a later reader opens. */
let seenLater = '';

async function startRun(page: Page, task: Task): Promise<void> {
  await openWorkflow(page, WALKED.title);
  await page.getByRole('combobox', { name: 'Task' }).selectOption(task);
  await page.getByRole('radio', { name: 'Live' }).check();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page).toHaveURL(/\/runs\//);
}

const asked = (page: Page): Locator => page.getByRole('region', { name: /May this run call/ });
const output = (page: Page): Locator => page.getByRole('region', { name: 'Output' });
const steps = (page: Page): Locator => page.getByRole('list', { name: 'Steps of the run' }).getByRole('listitem');

test('the model’s words come in while the page is open, and a reload during the wait loses nothing', async ({
  visitors,
  installation,
}) => {
  const [bea, olga, rita] = [await visitors.page('bea'), await visitors.page('olga'), await visitors.page('rita')];
  await arrangeWorkflow(bea, olga, installation.contactsUrl);
  await startRun(rita, 'write a note');
  const speaking = rita.getByRole('group', { name: 'What the model is saying' });
  await expect(speaking).toContainText(FIRST_WORDS.slice(0, 12));
  await expect(asked(rita)).toContainText(DRAFTED_NOTE, { timeout: 20_000 });
  await expect(speaking).toHaveCount(0);
  await rita.reload();
  await expect(asked(rita)).toContainText(DRAFTED_NOTE);
  await expect(steps(rita).filter({ hasText: FIRST_WORDS })).toBeVisible();
  await expectSound(rita, 'runs-approval');
});

test('the runner changes the call before saying yes, and what was changed is what is sent and told', async ({
  visitors,
  installation,
}) => {
  const rita = await visitors.page('rita');
  await asked(rita).getByRole('button', { name: 'Change and approve' }).click();
  await asked(rita).getByLabel('content').fill(EDITED_NOTE);
  await asked(rita).getByRole('button', { name: 'Approve with these values' }).click();
  await expect(output(rita)).toContainText('A person changed the arguments', { timeout: 20_000 });
  await expect(output(rita)).toContainText(EDITED_NOTE);
  await expect(steps(rita).filter({ hasText: 'Rita Runner changed the values' }).first()).toBeVisible();
  expect(await readFile(join(installation.folder, 'walk-note.txt'), 'utf8')).toBe(EDITED_NOTE);
  seenLater = rita.url();
});

test('how it went and the minutes are said at the end, and the result can be taken along', async ({ visitors }) => {
  const rita = await visitors.page('rita');
  const saving = rita.waitForEvent('download');
  await output(rita).getByRole('link', { name: 'Save as text' }).click();
  expect(await readFile(await (await saving).path(), 'utf8')).toContain(EDITED_NOTE);
  await rita.getByLabel('Minutes it still took you').fill('5');
  await rita.getByRole('button', { name: /Used as it is, saved me 10\smin/ }).click();
  await rita.reload();
  await expect(rita.getByRole('region', { name: 'How it went' })).toContainText(/10\smin saved/);
});

test('it runs again with the same inputs, and a no with its reason reaches the model', async ({
  visitors,
  installation,
}) => {
  const rita = await visitors.page('rita');
  await rita.getByRole('button', { name: 'Run again with the same inputs' }).click();
  await expect(rita).not.toHaveURL(seenLater);
  await expect(rita.getByRole('region', { name: 'Started with' })).toContainText('write a note');
  await expect(asked(rita)).toContainText(DRAFTED_NOTE, { timeout: 20_000 });
  await asked(rita).getByRole('button', { name: 'Refuse', exact: true }).click();
  await asked(rita).getByLabel('Why not?').fill(REASON);
  await asked(rita).getByRole('button', { name: 'Refuse and go on' }).click();
  await expect(output(rita)).toContainText(REASON, { timeout: 20_000 });
  expect(await readFile(join(installation.folder, 'walk-note.txt'), 'utf8')).toBe(EDITED_NOTE);
});

test('the run asks its person, who answers on its page', async ({ visitors }) => {
  const rita = await visitors.page('rita');
  await startRun(rita, 'ask which trade');
  const question = rita.getByRole('region', { name: 'The run asks you' });
  await expect(question).toContainText('Is this for the plumber', { timeout: 20_000 });
  await expectSound(rita, 'runs-question', [360]);
  await goTo(rita, 'Home');
  const waiting = rita.getByRole('region', { name: 'Needs you' });
  await expect(waiting).toContainText(`${WALKED.title} waits for an answer`);
  await waiting.getByRole('link', { name: 'Answer' }).first().click();
  await question.getByRole('button', { name: 'Plumber' }).click();
  await expect(output(rita)).toContainText('Plumber', { timeout: 20_000 });
});

test('a change is shown as before and after by the system itself, and approved as it is', async ({ visitors }) => {
  const rita = await visitors.page('rita');
  await startRun(rita, 'change a number');
  const changes = asked(rita).getByRole('region', { name: 'What changes in Contacts' });
  await expect(changes).toContainText('0431 17', { timeout: 20_000 });
  await expect(changes).toContainText(NEW_NUMBER);
  await expectSound(rita, 'runs-preview');
  await asked(rita).getByRole('button', { name: 'Approve this call' }).click();
  await expect(output(rita)).toContainText(`Ada Berg has the number ${NEW_NUMBER} now.`, { timeout: 20_000 });
});

test('whoever opens a run later sees all that happened, and cancels nothing', async ({ visitors }) => {
  const lea = await visitors.page('lea');
  await lea.goto(seenLater);
  await expect(output(lea)).toContainText(EDITED_NOTE);
  await expect(steps(lea).filter({ hasText: FIRST_WORDS })).toBeVisible();
  const call = steps(lea).filter({ hasText: 'Rita Runner changed the values' }).last();
  await call.getByRole('button').first().click();
  await expect(call).toContainText(EDITED_NOTE);
  await expect(lea.getByRole('region', { name: 'How it went' })).toContainText(/10\smin saved/);
  await expect(lea.getByRole('button', { name: /Cancel the run|Approve/ })).toHaveCount(0);
  await expectSound(lea, 'runs-ended');
});

test('a run that went well becomes a test case, which the workflow shows and an adaptation inherits', async ({
  visitors,
}) => {
  const [bea, olga] = [await visitors.page('bea'), await visitors.page('olga')];
  await startRun(bea, 'ask which trade');
  await bea.getByRole('button', { name: 'Electrician' }).click({ timeout: 20_000 });
  await bea.getByRole('button', { name: 'Make this run a test case' }).click({ timeout: 20_000 });
  const form = bea.getByRole('form', { name: 'Make this run a test case' });
  await form.getByLabel('What does it test?').fill(CASE);
  await form.getByRole('button', { name: 'Keep it as a test case' }).click();
  await bea.getByRole('link', { name: 'See it with the workflow' }).click();
  const cases = bea.getByRole('list', { name: 'Test cases' });
  await expect(cases.getByRole('listitem', { name: CASE })).toContainText('Made by Bea Builder');
  await cases.getByRole('button', { name: 'Run the draft on it' }).click();
  await expect(cases).toContainText('It waits for you on its own page.', { timeout: 20_000 });
  await expectSound(bea, 'runs-test-cases');

  await adaptWithCases(bea, olga);
  await openWorkflow(olga, WALKED.adapted);
  await olga.getByRole('link', { name: 'Test cases', exact: true }).click();
  const inherited = olga.getByRole('listitem', { name: CASE });
  await expect(inherited).toContainText(`Inherited from ${WALKED.title}, version 2`);
  await picture(olga, 'runs-inherited-case');
  await inherited.getByRole('button', { name: 'Leave out here' }).click();
  await expect(inherited).toHaveCount(0);
  await bea.reload();
  await expect(cases.getByRole('listitem', { name: CASE })).toBeVisible();
});

test('a budget that is used up stops a run before its next turn, by its name and with whom to ask', async ({
  visitors,
}) => {
  const [rita, olga] = [await visitors.page('rita'), await visitors.page('olga')];
  await startRun(rita, 'write a note');
  await expect(asked(rita)).toBeVisible({ timeout: 20_000 });
  await goTo(olga, 'Budgets');
  await olga.getByRole('button', { name: 'Set a budget' }).click();
  const dialog = olga.getByRole('dialog');
  await dialog.getByLabel('For', { exact: true }).selectOption({ label: 'A workflow' });
  await dialog.getByRole('combobox', { name: 'Workflow', exact: true }).selectOption({ label: WALKED.title });
  await dialog.getByLabel(/At most in a calendar month/).fill('0.05');
  await dialog.getByRole('button', { name: 'Set the budget' }).click();
  await expect(olga.getByRole('list', { name: 'Workflows' })).toContainText(WALKED.title);

  await asked(rita).getByRole('button', { name: 'Approve this call' }).click();
  const stopped = rita.getByRole('alert').filter({ hasText: `The budget of the workflow ${WALKED.title}` });
  await expect(stopped).toContainText('Ask a steward', { timeout: 20_000 });
  await expect(stopped).toContainText(/Limit\s*€0\.05/);
  await expect(stopped).toContainText('able to raise it: Olga Owner');
  await expect(stopped.getByRole('link')).toHaveCount(0);
  await expectSound(rita, 'runs-budget');
  const lea = await visitors.page('lea');
  await lea.goto(rita.url());
  await expect(lea.getByRole('link', { name: 'Go to the budgets' })).toBeVisible();
  await rita.getByRole('button', { name: 'Try again with the same inputs' }).click();
  await expect(rita.getByRole('alert').filter({ hasText: 'The run was not started' })).toContainText('Olga Owner');
});

test('the steward raises it, and the run goes through', async ({ visitors }) => {
  const [rita, olga] = [await visitors.page('rita'), await visitors.page('olga')];
  await olga.getByRole('button', { name: `Change the budget of ${WALKED.title}` }).click();
  await olga
    .getByRole('dialog')
    .getByLabel(/At most in a calendar month/)
    .fill('50');
  await olga.getByRole('dialog').getByRole('button', { name: 'Set the budget' }).click();
  await expect(olga.getByRole('list', { name: 'Workflows' })).toContainText('stopped 1 run this month');
  await expectSound(olga, 'runs-budgets', [360]);
  await rita.reload();
  await rita.getByRole('button', { name: 'Try again with the same inputs' }).click();
  await asked(rita).getByRole('button', { name: 'Approve this call' }).click({ timeout: 20_000 });
  await expect(output(rita)).toContainText('Successfully wrote', { timeout: 20_000 });
});

test('a run is cancelled, and the list finds runs by state, workflow and person', async ({ visitors }) => {
  const rita = await visitors.page('rita');
  await startRun(rita, 'change a number');
  await expect(asked(rita)).toBeVisible({ timeout: 20_000 });
  await rita.getByRole('button', { name: 'Cancel the run' }).click();
  await expect(asked(rita)).toHaveCount(0);
  await expect(rita.getByText('Cancelled', { exact: true }).first()).toBeVisible();

  const lea = await visitors.page('lea');
  await goTo(lea, 'Runs');
  await lea.getByRole('combobox', { name: 'State' }).selectOption({ label: 'Stopped' });
  await lea.getByText('More filters').click();
  await lea.getByRole('combobox', { name: 'Workflow' }).selectOption({ label: WALKED.title });
  const rows = lea.getByRole('row').filter({ hasText: WALKED.title });
  await expect(rows).toHaveCount(1);
  await lea.getByRole('combobox', { name: 'State' }).selectOption({ label: 'Cancelled' });
  await lea.getByRole('combobox', { name: 'Person' }).selectOption({ label: 'Rita Runner' });
  await expect(rows).toHaveCount(1);
  await lea.reload();
  await expect(rows).toContainText('Rita Runner');
  await expectSound(lea, 'runs-list');
});
