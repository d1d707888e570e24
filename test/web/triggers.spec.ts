import { expect, type Page } from '@playwright/test';
import { arrange } from './arrange.js';
import { ANSWER } from './model-script.js';
import { publish, workflowId, type Published } from './published.js';
import { send } from './signed-message.js';
import { expectSound } from './soundness.js';
import { expectFault, goTo, openWorkflow, picture, test } from './walk.js';

test.describe.configure({ mode: 'serial', timeout: 90_000 });

const RENT: Published = {
  title: 'Answer a question about the rent',
  task: 'I say in one sentence what a tenant’s rent is made of.',
  team: 'Tenants',
  instructions: 'Say in one sentence what {{inputs.tenant}} pays {{inputs.rent}} a month for.',
  inputSchema: {
    type: 'object',
    required: ['tenant', 'rent'],
    properties: { tenant: { type: 'string', title: 'Tenant' }, rent: { type: 'integer', title: 'Rent' } },
  },
  sampleInputs: { tenant: 'Ada Berg', rent: 640 },
};
const SCHEDULE = 'Rent letter of the morning';
const WEBHOOK = 'Questions from the tenant portal';
const LEFT_BEHIND = 'Questions by post';
const REASON = 'Rents are under review this week.';
const BODY = { tenant: 'Ada Berg', rent: 640 };

let hook = { url: '', secret: '', page: '' };
let schedulePage = '';

async function openTriggers(page: Page): Promise<void> {
  await openWorkflow(page, RENT.title);
  await page.getByRole('link', { name: 'Triggers', exact: true }).last().click();
  await expect(page.getByRole('region', { name: 'Webhooks' })).toBeVisible();
}

/** Makes a webhook by its form. @returns what its maker is shown once */
async function makeWebhook(page: Page, name: string): Promise<{ url: string; secret: string }> {
  await openTriggers(page);
  await page.getByRole('button', { name: 'New webhook' }).click();
  const form = page.getByRole('form', { name: 'New webhook' });
  await form.getByLabel('Name', { exact: true }).fill(name);
  await form.getByRole('button', { name: 'Make the webhook' }).click();
  const shown = page.getByRole('region', { name: 'The secret' });
  const secret = await shown.getByLabel('Secret', { exact: true }).innerText();
  const url = await shown.getByLabel('Address', { exact: true }).innerText();
  await picture(page, `webhook-secret-${name}`);
  await shown.getByRole('button', { name: 'I have copied the secret' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  return { url, secret };
}

/** What a rule of the workflow's own layer takes away from every start; none gives it back. */
async function setRules(steward: Page, rules: readonly object[]): Promise<void> {
  interface Found {
    policyLayers: { id: string; targetId: string | null; revision: number }[];
  }
  const targetId = await workflowId(steward, RENT.title);
  const { policyLayers } = await arrange<Found>(steward, `{ policyLayers { id targetId revision } }`);
  const layer = policyLayers.find((one) => one.targetId === targetId);
  const existing = layer === undefined ? {} : { id: layer.id, revision: layer.revision };
  await arrange(steward, `mutation ($input: SavePolicyLayerInput!) { savePolicyLayer(input: $input) { id } }`, {
    input: { ...existing, scope: 'workflow', targetId, name: 'Careful with rents', rules, obligations: [] },
  });
}

test('a builder says in words when a workflow runs, by which clocks, and sees the next times first', async ({
  visitors,
}) => {
  const bea = await visitors.page('bea');
  await publish(bea, await visitors.page('nora'), RENT);
  await openTriggers(bea);
  await bea.getByRole('button', { name: 'New schedule' }).click();
  const form = bea.getByRole('form', { name: 'New schedule' });
  await form.getByLabel('Name').fill(SCHEDULE);
  await form.getByLabel('How often').selectOption({ label: 'On certain days of the week' });
  await form.getByRole('checkbox', { name: 'Monday' }).check();
  for (const day of ['Tuesday', 'Wednesday', 'Thursday', 'Friday']) {
    await form.getByRole('checkbox', { name: day }).uncheck();
  }
  await form.getByLabel('At', { exact: true }).fill('07:45');
  await form.getByLabel('Time zone').fill('Mars/Olympus');
  await form.getByRole('button', { name: 'Start the schedule' }).click();
  await expectFault(form.getByLabel('Time zone'), /time zone/i);
  await form.getByLabel('Time zone').fill('America/New_York');
  await form.getByLabel('Time zone').press('Escape');
  const when = bea.getByRole('region', { name: 'When it runs' });
  await expect(when).toContainText('every Monday at 07:45, by the clocks of America/New_York');
  await expect(when.getByRole('list', { name: 'The next times' }).getByRole('listitem')).toHaveCount(5);
  await expectSound(bea, 'trigger-schedule-form');
  await form.getByRole('button', { name: 'Start the schedule' }).click();
  await expect(bea.getByRole('heading', { level: 1, name: SCHEDULE })).toBeVisible();
  await expect(bea.getByRole('list', { name: 'The next times' }).getByRole('listitem').first()).toContainText(
    /^Mon, .*07:45$/,
  );
  schedulePage = new URL(bea.url()).pathname;
});

test('it is paused with a reason, stays so, and is resumed on its owner’s authority', async ({ visitors }) => {
  const bea = await visitors.page('bea');
  await bea.getByRole('button', { name: 'Pause…' }).click();
  await bea.getByLabel('Why it is paused').fill('Nobody writes in the holidays.');
  await bea.getByRole('button', { name: 'Pause it' }).click();
  await expect(bea.getByText('Bea Builder paused it: Nobody writes in the holidays.')).toBeVisible();
  await bea.reload();
  await expect(bea.getByText('Bea Builder paused it: Nobody writes in the holidays.')).toBeVisible();
  await expect(bea.getByRole('list', { name: 'The next times' })).toHaveCount(0);
  await bea.getByRole('button', { name: 'Resume on your authority' }).click();
  await expect(bea.getByRole('list', { name: 'The next times' }).getByRole('listitem')).toHaveCount(5);
});

test('its owner fires it by hand: the history shows it with its run', async ({ visitors }) => {
  const bea = await visitors.page('bea');
  await bea.getByRole('button', { name: 'Run it now' }).click();
  const fired = bea.getByRole('list', { name: 'Times at which it fell due' }).getByRole('listitem').first();
  await expect(fired).toContainText('by hand');
  await expect(fired).toContainText('Started a run');
  await expect(fired.getByRole('link', { name: 'Run succeeded' })).toBeVisible({ timeout: 20_000 });
  await fired.getByRole('link', { name: /^Run/ }).click();
  await expect(bea.getByRole('region', { name: 'Output' })).toContainText(ANSWER, { timeout: 20_000 });
  await bea.getByRole('link', { name: SCHEDULE }).click();
  await expect(bea.getByRole('link', { name: 'Run succeeded' })).toBeVisible();
});

test('a webhook’s secret is shown once, and a signed message becomes one run, however often it is sent', async ({
  visitors,
}) => {
  const bea = await visitors.page('bea');
  hook = { ...(await makeWebhook(bea, WEBHOOK)), page: new URL(bea.url()).pathname };
  expect(hook.secret).toMatch(/^whsec_/);
  await bea.reload();
  await expect(bea.getByRole('heading', { level: 1, name: WEBHOOK })).toBeVisible();
  await expect(bea.getByText(hook.secret)).toHaveCount(0);

  const first = await send(hook.url, { ...hook, body: BODY, id: 'msg_first' });
  expect(first.status).toBe(202);
  const again = await send(hook.url, { ...hook, body: BODY, id: 'msg_first' });
  expect(again).toEqual(first);
  await bea.reload();
  const messages = bea.getByRole('list', { name: 'Messages' }).getByRole('listitem');
  await expect(messages).toHaveCount(1);
  await expect(messages).toContainText('Accepted');
  await messages.getByRole('link', { name: /^Run/ }).click();
  await expect(bea).toHaveURL(new RegExp(`/runs/${first.body.runId ?? 'none'}$`));
  await expect(bea.getByRole('region', { name: 'Output' })).toContainText(ANSWER, { timeout: 20_000 });
});

test('a wrong signature, an old message, another body under a known id and a wrongly typed one are refused', async ({
  visitors,
}) => {
  const bea = await visitors.page('bea');
  const stranger = await send(hook.url, { secret: `whsec_${Buffer.alloc(32).toString('base64')}`, body: BODY });
  expect(stranger).toEqual({ status: 401, body: { code: 'UNAUTHORIZED', message: 'This message is not accepted.' } });
  expect((await send(hook.url, { ...hook, body: BODY, ageSeconds: 600 })).status).toBe(401);
  expect((await send(hook.url, { ...hook, body: { ...BODY, rent: 1 }, id: 'msg_first' })).status).toBe(409);
  const typed = await send(hook.url, { ...hook, body: { tenant: 'Ada Berg', rent: 'a lot' } });
  expect(typed.status).toBe(422);
  expect(typed.body.faults?.map(({ path }) => path)).toEqual(['inputs.rent']);

  await bea.goto(hook.page);
  const messages = bea.getByRole('list', { name: 'Messages' });
  await expect(messages.getByRole('listitem')).toHaveCount(5);
  await expect(messages).toContainText('Refused: It was not signed with a secret of this webhook.');
  await expect(messages).toContainText('Refused: It was signed more than five minutes ago');
  await expect(messages).toContainText('Refused: A message of this id was accepted before, with another body.');
  await expect(messages).toContainText(/Refused: .*Rent/);
});

test('what a rule refuses stands in the history with rule, reason and what may be asked for', async ({ visitors }) => {
  const bea = await visitors.page('bea');
  await setRules(await visitors.page('olga'), [
    { effect: 'deny', action: 'model.use', subject: 'Model', conditions: {}, reason: REASON, sealed: false },
  ]);
  expect((await send(hook.url, { ...hook, body: BODY })).status).toBe(409);
  await bea.goto(schedulePage);
  await bea.getByRole('button', { name: 'Run it now' }).click();
  const refusal = bea.getByRole('list', { name: 'Times at which it fell due' }).getByRole('alert');
  await expect(refusal).toContainText(REASON);
  await expect(refusal).toContainText('Careful with rents');
  await refusal.getByRole('button', { name: /^Ask for it/ }).click();
  await bea.getByLabel('Why you need it').fill('Tenants wait for their answer.');
  await bea.getByRole('button', { name: 'Send the request' }).click();
  await expect(refusal).toContainText('You asked');
  await expectSound(bea, 'trigger-schedule-refused');
  await bea.goto(hook.page);
  const message = bea.getByRole('list', { name: 'Messages' }).getByRole('listitem').first();
  await expect(message.getByRole('alert')).toContainText(REASON);
  await expectSound(bea, 'trigger-webhook-refused');
  await goTo(bea, 'Home');
  const troubles = bea.getByRole('region', { name: 'Triggers that need you' });
  await expect(troubles).toContainText(`${SCHEDULE} came to nothing the last time`);
  await setRules(await visitors.page('olga'), []);
  expect((await send(hook.url, { ...hook, body: BODY })).status).toBe(202);
});

test('a colleague sees nothing of it, by its address neither', async ({ visitors }) => {
  const nora = await visitors.page('nora');
  for (const address of [schedulePage, hook.page]) {
    await nora.goto(address);
    await expect(nora.getByText(/^There is no such/)).toBeVisible();
  }
  await goTo(nora, 'Triggers');
  await expect(nora.getByText('No schedules yet')).toBeVisible();
  await expect(nora.getByText('No webhooks yet')).toBeVisible();
  await expectSound(nora, 'triggers-none');
});

test('who leaves takes their authority along; whoever answers for the workflow takes the webhook over', async ({
  visitors,
}) => {
  const left = await makeWebhook(await visitors.page('nora'), LEFT_BEHIND);
  const olga = await visitors.page('olga');
  await goTo(olga, 'People');
  await olga.getByRole('button', { name: 'Nora Nowak' }).click();
  await olga.getByRole('button', { name: 'End this person’s access…' }).click();
  await olga.getByRole('button', { name: 'End the access of Nora Nowak' }).click();
  await expect(olga.getByRole('row', { name: /Nora Nowak/ })).toContainText('no longer active');
  expect((await send(left.url, { ...left, body: BODY })).status).toBe(409);

  const bea = await visitors.page('bea');
  await bea.reload();
  const troubles = bea.getByRole('region', { name: 'Triggers that need you' });
  await expect(troubles).toContainText(`${LEFT_BEHIND}: the webhook that Nora Nowak left behind`);
  await expectSound(bea, 'trigger-left-behind');
  await troubles.getByRole('link', { name: /^Take it over/ }).click();
  await bea.getByRole('button', { name: 'Take it over' }).click();
  await expect(bea.getByText(/Bea Builder took it over from Nora Nowak/)).toBeVisible();
  await bea.getByRole('button', { name: 'Resume on your authority' }).click();
  await expect(bea.getByText('Takes messages')).toBeVisible();
  expect((await send(left.url, { ...left, body: BODY })).status).toBe(202);
  await goTo(bea, 'Home');
  await expect(bea.getByText(LEFT_BEHIND)).toHaveCount(0);
});
