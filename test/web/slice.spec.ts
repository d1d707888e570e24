import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { ANSWER, NOTE } from './model-script.js';
import { adapt, registerWorkflow, review, submit } from './workflow-steps.js';
import { expectFault, figure, goTo, openWorkflow, picture, test } from './walk.js';
import { ADAPTED, FIRST } from './workflows.js';

const TOOLS = [
  { name: 'read_text_file', risk: 'Reads' },
  { name: 'list_directory', risk: 'Reads' },
  { name: 'write_file', risk: 'Writes' },
] as const;

test.describe.configure({ mode: 'serial' });

test('a steward registers a connector: its tools are discovered, pinned and all off', async ({
  visitors,
  installation,
}) => {
  const page = await visitors.page('olga');
  await goTo(page, 'Connectors');
  await page.getByRole('link', { name: 'Register a connector' }).first().click();
  await page.getByRole('radio', { name: 'Documents' }).check();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Documents');

  await page.getByLabel('Folder').fill('/etc');
  const register = page.getByRole('button', { name: 'Register and discover its tools' });
  await register.click();
  await expectFault(page.getByLabel('Folder'), /folder/i);
  await picture(page, 'connector-fault');

  await page.getByLabel('Folder').fill(installation.folder);
  await page.getByLabel('What is in it').fill('Letters of tenants.');
  await page.getByRole('radio', { name: 'Personal' }).check();
  await register.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Documents' })).toBeVisible({ timeout: 30_000 });
  const switches = page.getByRole('switch');
  await expect(switches.first()).toBeAttached();
  expect(await switches.count()).toBeGreaterThan(5);
  await expect(page.getByRole('switch', { checked: true })).toHaveCount(0);
});

test('the steward says what setting it up took, labels tools and switches them on', async ({ visitors }) => {
  const page = await visitors.page('olga');
  const minutes = page.getByRole('form', { name: 'Set-up minutes' });
  await minutes.getByLabel('Minutes').fill('90');
  await minutes.getByRole('button', { name: 'Record it' }).click();
  await expect(page.getByText(/set-up took/)).toBeVisible();

  for (const { name, risk } of TOOLS) {
    await page.getByRole('button', { name: `Label ${name}`, exact: true }).click();
    const form = page.getByRole('form', { name: `Label ${name}` });
    await form.getByRole('radio', { name: risk }).check();
    await form.getByRole('button', { name: 'Save the label' }).click();
    await expect(form).toBeHidden();
    const tool = page.getByRole('listitem').filter({ has: page.getByRole('switch', { name: `${name} is off` }) });
    await expect(tool).not.toContainText('Not labelled yet');
    await page.getByRole('switch', { name: `${name} is off` }).press('Space');
    await expect(page.getByRole('switch', { name: `${name} is on` })).toBeChecked();
  }
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await expect(page.getByText('It answers', { exact: true })).toBeVisible({ timeout: 20_000 });
  await picture(page, 'connector');
});

test('a builder registers a workflow; a second press of the button and a reload change nothing', async ({
  visitors,
}) => {
  const page = await visitors.page('bea');
  await registerWorkflow(page, FIRST);
  await goTo(page, 'Library');
  await expect(page.getByRole('article', { name: FIRST.title })).toHaveCount(1);
  await picture(page, 'library-with-a-draft');
});

test('the builder writes what it does, binds tools and rehearses it; a reload keeps what is not saved', async ({
  visitors,
  installation,
}) => {
  const page = await visitors.page('bea');
  await openWorkflow(page, FIRST.title);
  await page.getByRole('link', { name: 'Build', exact: true }).click();

  await page.getByLabel('What should it ask for?').fill('File');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByLabel('What it is told to do').fill('Say in one sentence what the tenant wants, from the letter ');
  await page.getByRole('group', { name: 'Inputs to put in' }).getByRole('button', { name: 'File' }).click();
  await expect(page.getByLabel('What it is told to do')).toHaveValue(/\{\{inputs\.file\}\}/);

  await page.reload();
  await expect(page.getByText('What you typed earlier is still here.')).toBeVisible();
  await expect(page.getByLabel('What it is told to do')).toHaveValue(/\{\{inputs\.file\}\}/);

  const tools = page.getByRole('region', { name: 'Tools', exact: true });
  await tools.getByText('Documents', { exact: true }).click();
  await tools.getByRole('checkbox', { name: /Read Text File/ }).check();
  await tools.getByRole('checkbox', { name: /Write File/ }).check();
  const sample = page.getByRole('region', { name: 'Sample', exact: true });
  await sample.getByLabel('File').fill(join(installation.folder, 'letter.txt'));

  const rehearsal = page.getByRole('region', { name: 'Rehearsal for practice' });
  await rehearsal.getByRole('button', { name: 'Write a rehearsal' }).click();
  await rehearsal.getByLabel('Turn 1: says').fill('I read the letter first.');
  await rehearsal.getByRole('button', { name: 'Then uses a tool' }).click();
  await rehearsal.getByLabel('Then uses').selectOption('documents.read_text_file');
  await rehearsal.getByLabel('with these values').fill('{ "path": "{{inputs.file}}" }');
  await rehearsal.getByRole('button', { name: 'Add a turn' }).click();
  await rehearsal.getByLabel('Turn 2: says').fill('It says: {{results.1.text}}');
  await page.getByLabel('Note for the reviewer and the list of versions').fill('First version');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('a draft that only its builders see. Saved.')).toBeVisible();
  await picture(page, 'build');
});

test('the builder tries the draft privately and one tool by itself, with real data', async ({ visitors }) => {
  const page = await visitors.page('bea');
  const trial = page.getByRole('complementary', { name: 'Try it' });
  await trial.getByRole('radio', { name: 'Practice' }).check();
  await trial.getByRole('button', { name: 'Run as practice' }).click();
  await expect(trial.getByText(/It says: .*Elm Street 4/).first()).toBeVisible({ timeout: 20_000 });
  await picture(page, 'build-trial');

  await trial.getByRole('tab', { name: 'Try one tool' }).click();
  await trial.getByLabel('Tool', { exact: true }).selectOption({ label: 'Documents: Read Text File' });
  const form = trial.getByRole('form', { name: 'Try one tool' });
  await form.getByLabel('path').fill('letter.txt');
  await form.getByRole('button', { name: 'Call the tool' }).click();
  await expect(form.getByRole('status')).toContainText('The tool answered');
});

test('the builder says what building took and submits; another builder reviews and publishes', async ({ visitors }) => {
  const page = await visitors.page('bea');
  await submit(page, 60);
  await page.getByRole('link', { name: 'See the submitted version' }).click();
  await expect(page.getByText('whoever built it is never its reviewer')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Approve and publish' })).toHaveCount(0);

  const reviewer = await visitors.page('carl');
  await review(reviewer, FIRST.title, 10);
  await expect(reviewer.getByRole('heading', { level: 1, name: FIRST.title })).toBeVisible();
  await expect(reviewer.getByRole('link', { name: 'Adapt', exact: true })).toBeVisible();
});

test('another builder adapts it and sees what is inherited: the connector and the layers', async ({ visitors }) => {
  const page = await visitors.page('carl');
  await adapt(page, FIRST.title, ADAPTED);
  const inherited = page.getByRole('region', { name: 'Already in place' });
  await expect(inherited).toContainText('Documents with 2 tools');
  await expect(inherited).toContainText(`Brought by ${FIRST.title}`);
  await expect(inherited).toContainText('Policy layer of the organisation');
  await page
    .getByLabel('What it is told to do')
    .fill('Read the letter {{inputs.file}}, say which trade it is for, and write a note.');
  await page.getByLabel('Note for the reviewer and the list of versions').fill('For repairs');
  await picture(page, 'build-adapted');
  await submit(page, 15);

  const reviewer = await visitors.page('bea');
  await review(reviewer, ADAPTED.title, 5);
  await page.getByRole('link', { name: 'Lineage', exact: true }).click();
  const tree = page.getByRole('region', { name: 'The whole tree' });
  await expect(tree.getByRole('link', { name: FIRST.title })).toBeVisible();
  await expect(tree.getByText(ADAPTED.title)).toBeVisible();
  await expect(page.getByRole('region', { name: 'What it inherits' })).toContainText('Documents');
  await picture(page, 'lineage');
});

test('its owner says how long it takes by hand', async ({ visitors }) => {
  const page = await visitors.page('carl');
  await page.getByRole('link', { name: 'Impact', exact: true }).click();
  await page.getByRole('button', { name: 'Set the minutes by hand' }).click();
  const form = page.getByRole('form', { name: 'Minutes by hand' });
  await form.getByLabel('Minutes it takes by hand').fill('20');
  await form.getByRole('button', { name: 'Set the minutes by hand' }).click();
  await expect(page.getByRole('region', { name: 'Minutes by hand' })).toContainText(/20\smin/);
  await expect(page.getByRole('region', { name: 'Minutes by hand' })).toContainText('as stated by Carl Cooper');
});

test('a runner runs it live, watches it work and approves its write', async ({ visitors, installation }) => {
  const page = await visitors.page('rita');
  await goTo(page, 'Library');
  await page.getByRole('link', { name: `Run ${ADAPTED.title}` }).click();
  await expect(page.getByLabel('File')).toHaveValue(join(installation.folder, 'letter.txt'));
  await expect(page.getByText(/before each change you see the exact values/)).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Live' })).toBeChecked();
  await page.getByRole('button', { name: 'Run', exact: true }).click();

  const approval = page.getByRole('region', { name: /May this run call/ });
  await expect(approval).toContainText(NOTE, { timeout: 20_000 });
  await expect(approval).toContainText(join(installation.folder, 'note.txt'));
  const steps = page.getByRole('list', { name: 'Steps of the run' }).getByRole('listitem');
  await expect(steps.filter({ hasText: /read/i }).first()).toBeVisible();
  await picture(page, 'run-waiting');
  await approval.getByRole('button', { name: 'Approve this call' }).click();

  await expect(page.getByRole('region', { name: 'Output' })).toContainText(ANSWER, { timeout: 20_000 });
  await expect(page.getByText('Succeeded', { exact: true })).toBeVisible();
  expect(readFileSync(join(installation.folder, 'note.txt'), 'utf8')).toBe(NOTE);
});

test('the runner confirms the minutes in one tap, and the leader’s figures move', async ({ visitors }) => {
  const leader = await visitors.page('lea');
  await goTo(leader, 'Compounding');
  await expect(figure(leader, 'Hours saved')).toContainText(/^Hours saved\s*0/);
  await picture(leader, 'compounding-before');

  const page = await visitors.page('rita');
  await page.getByLabel('Minutes it still took you').fill('2');
  await page.getByRole('button', { name: /Used as it is, saved me 18\smin/ }).click();
  await expect(page.getByRole('region', { name: 'How it went' })).toContainText(/18\smin saved/);
  await picture(page, 'run-confirmed');

  await expect(async () => {
    await leader.reload();
    await expect(figure(leader, 'Hours saved')).toContainText(/0\.3\sh/, { timeout: 2_000 });
  }).toPass({ timeout: 15_000 });
  await expect(figure(leader, 'Live workflows')).toContainText(/^Live workflows\s*[12]/);
  await picture(leader, 'compounding-after');
});

test('every number opens its definition and the entries behind it, down to the run', async ({ visitors }) => {
  const page = await visitors.page('lea');
  const numbers = page.getByRole('button', { name: /Open the definition/ });
  await expect(numbers.first()).toBeVisible();
  const count = await numbers.count();
  expect(count).toBeGreaterThan(5);
  for (let index = 0; index < count; index += 1) {
    await numbers.nth(index).click();
    const definition = page.getByRole('dialog');
    await expect(definition.getByText(/^Unit: /)).toBeVisible();
    const entries = definition.getByRole('link', { name: 'See the entries behind it' });
    if ((await entries.count()) > 0) {
      await entries.click();
      await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Compounding');
      await expect(page.getByRole('alert')).toHaveCount(0);
      await page.goBack();
      await expect(numbers).toHaveCount(count);
    } else {
      await page.keyboard.press('Escape');
    }
    await expect(definition).toHaveCount(0);
  }

  await figure(page, 'Hours saved').click();
  await page.getByRole('link', { name: 'See the entries behind it' }).click();
  await expect(page.getByRole('row', { name: new RegExp(ADAPTED.title) })).toContainText(/18\smin/);
  await page.getByRole('link', { name: `Run of ${ADAPTED.title}` }).click();
  await expect(page.getByRole('region', { name: 'Output' })).toContainText(ANSWER);
});

test('what is under way is left for others to find: a run that waits, a draft, a version to review', async ({
  visitors,
}) => {
  const runner = await visitors.page('rita');
  await openWorkflow(runner, ADAPTED.title);
  await runner.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(runner.getByRole('region', { name: /May this run call/ })).toBeVisible({ timeout: 20_000 });
  await goTo(runner, 'Home');
  await expect(runner.getByRole('region', { name: 'Needs you' })).toContainText('waits for a yes or no');

  const carl = await visitors.page('carl');
  await openWorkflow(carl, ADAPTED.title);
  await carl.getByRole('button', { name: 'Build a new version' }).click();
  await carl
    .getByLabel('What it is told to do')
    .fill('Read the letter {{inputs.file}} and name the trade in one word.');
  await carl.getByLabel('Note for the reviewer and the list of versions').fill('Shorter');
  await submit(carl, 5);

  const bea = await visitors.page('bea');
  await openWorkflow(bea, FIRST.title);
  await bea.getByRole('button', { name: 'Build a new version' }).click();
  await expect(bea.getByLabel('What it is told to do')).toBeVisible();
  await goTo(bea, 'Home');
  await expect(bea.getByRole('region', { name: 'Needs you' })).toContainText('waits for a review');
  await expect(bea.getByRole('region', { name: 'Your drafts' })).toContainText(FIRST.title);
  await expect(bea.getByRole('region', { name: 'Colleagues adapted your work' })).toContainText(ADAPTED.title);
});
