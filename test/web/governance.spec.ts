import { expect, type Page } from '@playwright/test';
import { arrange } from './arrange.js';
import { NOTE } from './model-script.js';
import { workflowId } from './published.js';
import { expectSound } from './soundness.js';
import { goTo, openWorkflow, picture, test } from './walk.js';
import { ADAPTED, FIRST } from './workflows.js';

test.describe.configure({ mode: 'serial', timeout: 150_000 });

const REASON = 'Letters are counted this week.';
const JUSTIFICATION = 'Tenants call every day and ask what became of their letter.';
/** Long enough for a run, short enough to wait for. */
const EXCEPTION_SECONDS = 45;
let endsAt = 0;

/** Empties the layers of teams: what an earlier walk took away there would stand beside the one rule that this walk is about. */
async function openTeams(page: Page): Promise<void> {
  interface Found {
    policyLayers: { id: string; scope: string; targetId: string | null; name: string; revision: number }[];
  }
  const { policyLayers } = await arrange<Found>(page, `{ policyLayers { id scope targetId name revision } }`);
  for (const { id, scope, targetId, name, revision } of policyLayers.filter((layer) => layer.scope === 'team')) {
    await arrange(page, `mutation ($input: SavePolicyLayerInput!) { savePolicyLayer(input: $input) { id } }`, {
      input: { id, scope, targetId, name, revision, rules: [], obligations: [] },
    });
  }
}

async function startRun(page: Page): Promise<void> {
  await openWorkflow(page, FIRST.title);
  await page.getByRole('radio', { name: 'Live' }).check();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
}

test('a steward’s rule refuses a run, and the refusal says rule, reason and what may be asked for', async ({
  visitors,
}) => {
  const olga = await visitors.page('olga');
  await openTeams(olga);
  await arrange(olga, `mutation ($input: SavePolicyLayerInput!) { savePolicyLayer(input: $input) { id } }`, {
    input: {
      scope: 'workflow',
      targetId: await workflowId(olga, FIRST.title),
      name: 'Careful with letters',
      rules: [
        {
          effect: 'deny',
          action: 'tool.call',
          subject: 'Tool',
          conditions: { toolName: 'read_text_file' },
          reason: REASON,
          sealed: false,
        },
      ],
      obligations: [],
    },
  });
  const bea = await visitors.page('bea');
  await startRun(bea);
  const refusal = bea.getByRole('form', { name: 'Run this workflow' }).getByRole('alert');
  await expect(refusal).toContainText(REASON);
  await expect(refusal).toContainText('Careful with letters');
  await expect(refusal).toContainText('What you can ask a steward for');
  await expectSound(bea, 'governance-refused');
});

test('it is asked in place with all that is known filled in; a colleague who asks the same joins', async ({
  visitors,
}) => {
  const bea = await visitors.page('bea');
  const refusal = bea.getByRole('form', { name: 'Run this workflow' }).getByRole('alert');
  await refusal.getByRole('button', { name: /^Ask for it/ }).click();
  const dialog = bea.getByRole('dialog', { name: 'Ask a steward' });
  await expect(dialog).toContainText('An exception for this workflow');
  await dialog.getByRole('button', { name: 'Send the request' }).click();
  await expect(dialog.getByLabel('Why you need it')).toHaveAccessibleDescription(/missing/);
  await dialog.getByLabel('Why you need it').fill(JUSTIFICATION);
  await dialog.getByRole('button', { name: 'Send the request' }).click();
  await expect(dialog).toBeHidden();
  await expect(refusal).toContainText('You asked');

  const carl = await visitors.page('carl');
  await startRun(carl);
  const same = carl.getByRole('form', { name: 'Run this workflow' }).getByRole('alert');
  await expect(same).toContainText('A colleague asked');
  await same.getByRole('button', { name: /^Ask for it too/ }).click();
  await carl.getByLabel('Why you need it').fill('I sort the same letters by trade.');
  await carl.getByRole('button', { name: 'Join the request' }).click();
  await expect(same).toContainText('You asked');
});

test('the steward finds it on Home, sees what it would change, and grants it with an end', async ({ visitors }) => {
  const page = await visitors.page('olga');
  await page.reload();
  await goTo(page, 'Home');
  const inbox = page.getByRole('region', { name: 'Inbox' });
  await expect(inbox).toContainText('Bea Builder and 1 more ask.');
  await goTo(page, 'Requests');
  await page.getByRole('link', { name: new RegExp(`^An exception for ${FIRST.title}`) }).click();
  await expect(page.getByRole('region', { name: 'Why it is asked' })).toContainText(JUSTIFICATION);
  await expect(page.getByRole('region', { name: 'What it would change' }).first()).toContainText(
    /From the next call on|Nothing of the last/,
    { timeout: 20_000 },
  );
  await expectSound(page, 'governance-request');
  const local = await page.evaluate((seconds) => {
    const at = new Date(Date.now() + seconds * 1_000);
    return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
  }, EXCEPTION_SECONDS);
  endsAt = Date.now() + EXCEPTION_SECONDS * 1_000;
  await page.getByLabel('The exception ends').fill(local);
  await page.getByLabel('Words to those who asked').fill('Until we have counted.');
  await page.getByRole('button', { name: 'Grant', exact: true }).click();
  await expect(page.getByRole('region', { name: 'The answer' })).toContainText('Granted by Olga Owner');
  await picture(page, 'governance-granted');
});

test('the asker is told, and the run works', async ({ visitors }) => {
  const bea = await visitors.page('bea');
  await bea.reload();
  await goTo(bea, 'Home');
  await expect(bea.getByRole('region', { name: 'Inbox' })).toContainText('Your request was granted');
  await picture(bea, 'governance-told');
  await startRun(bea);
  const approval = bea.getByRole('region', { name: /May this run call/ });
  await expect(approval).toContainText(NOTE, { timeout: 20_000 });
  expect(Date.now(), 'the exception still held').toBeLessThan(endsAt);
});

test('the exception expires by itself, and the same is refused again', async ({ visitors }) => {
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, endsAt - Date.now()) + 1_000));
  const bea = await visitors.page('bea');
  await startRun(bea);
  const refusal = bea.getByRole('form', { name: 'Run this workflow' }).getByRole('alert');
  await expect(refusal).toContainText(REASON);
  await expect(refusal.getByRole('button', { name: /^Ask for it/ })).toBeVisible();
  await goTo(bea, 'Requests');
  await expect(bea.getByRole('list', { name: 'Your requests' })).toContainText('Granted, ended since');
  await picture(bea, 'governance-expired');
});

test('a drill measures the time to stop, and a stop binds at once until it is released', async ({ visitors }) => {
  const olga = await visitors.page('olga');
  await goTo(olga, 'Stop');
  await olga.getByRole('button', { name: /^Stop or drill/ }).click();
  await olga.getByLabel('Reason').fill('To know how long it takes.');
  await olga.getByRole('checkbox', { name: /^Drill/ }).check();
  await olga.getByRole('button', { name: 'Start the drill' }).click();
  const history = olga.getByRole('list', { name: 'Stops and drills so far' });
  await expect(history).toContainText(/Seen by 1 process within/);
  await expectSound(olga, 'governance-drill');

  await openWorkflow(olga, FIRST.title);
  await olga.getByRole('button', { name: /^Stop/ }).click();
  await olga.getByRole('radio', { name: 'This workflow and everything adapted from it' }).check();
  await olga.getByLabel('Reason').fill('It writes nonsense.');
  await olga.getByRole('button', { name: 'Stop now' }).click();
  await expect(olga.getByRole('region', { name: /are stopped$/ })).toContainText('It writes nonsense.');

  const rita = await visitors.page('rita');
  await openWorkflow(rita, ADAPTED.title);
  await expect(rita.getByRole('region', { name: /are stopped$/ })).toContainText('Olga Owner');
  await rita.getByRole('radio', { name: 'Live' }).check();
  await rita.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(rita.getByRole('form', { name: 'Run this workflow' }).getByRole('alert')).toContainText(
    'It writes nonsense.',
  );
  await expectSound(rita, 'governance-stopped');

  await olga.getByRole('button', { name: /^Release/ }).click();
  await olga.getByLabel('What was done about it').fill('Its instructions were mended.');
  await olga.getByRole('button', { name: 'Release', exact: true }).click();
  await expect(olga.getByRole('region', { name: /are stopped$/ })).toHaveCount(0);
});

test('who leaves takes nothing along: the workflows wait for a next owner', async ({ visitors }) => {
  const olga = await visitors.page('olga');
  await goTo(olga, 'People');
  await olga.getByRole('button', { name: 'Carl Cooper' }).click();
  await olga.getByRole('button', { name: 'End this person’s access…' }).click();
  await picture(olga, 'governance-leaver');
  await olga.getByRole('button', { name: 'End the access of Carl Cooper' }).click();
  await expect(olga.getByRole('row', { name: /Carl Cooper/ })).toContainText('no longer active');
  await goTo(olga, 'Requests');
  await olga.getByRole('link', { name: '1 workflow to hand over' }).click();
  const waiting = olga.getByRole('main').getByRole('listitem').filter({ hasText: ADAPTED.title });
  await expect(waiting).toContainText('owned by Carl Cooper, who left');
  await expectSound(olga, 'governance-hand-over');
  await waiting.getByRole('button', { name: `Hand over ${ADAPTED.title}` }).click();
  await expect(olga.getByText('Every workflow has an owner')).toBeVisible();
});
