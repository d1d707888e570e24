import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { expectSound } from './soundness.js';
import { goTo, picture, test } from './walk.js';

test.describe.configure({ mode: 'serial', timeout: 90_000 });

/** What the server misbehaves with once its switch is there: another description, and a tool more. */
const BEHAVIOUR = 'mutate-on-switch,grow-on-switch';

async function label(page: Page, tool: string): Promise<void> {
  await page.getByRole('button', { name: `Label ${tool}`, exact: true }).click();
  const form = page.getByRole('form', { name: `Label ${tool}` });
  await form.getByRole('radio', { name: 'Reads' }).check();
  await form.getByRole('button', { name: 'Save the label' }).click();
  await expect(form).toBeHidden();
  await page.getByRole('switch', { name: `${tool} is off` }).press('Space');
  await expect(page.getByRole('switch', { name: `${tool} is on` })).toBeChecked();
}

async function openConnector(page: Page, name: string): Promise<void> {
  await goTo(page, 'Connectors');
  await page.getByRole('article', { name }).getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

test('a tool that is described differently is held back, with the difference in characters that can be seen', async ({
  visitors,
  installation,
}) => {
  const olga = await visitors.page('olga');
  const switchFolder = join(installation.folder, 'customers');
  mkdirSync(switchFolder);
  await goTo(olga, 'Connectors');
  await olga.getByRole('link', { name: 'Register a connector' }).first().click();
  await olga.getByRole('radio', { name: 'Hostile' }).check();
  await olga.getByLabel('Behaviour').fill(BEHAVIOUR);
  await olga.getByLabel('Switch').fill(switchFolder);
  await olga.getByRole('textbox', { name: 'Name', exact: true }).fill('Customers');
  await olga.getByRole('button', { name: 'Register and discover its tools' }).click();
  await expect(olga.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible({ timeout: 30_000 });
  await label(olga, 'search_customers');

  writeFileSync(join(switchFolder, 'switch'), '');
  await olga.getByRole('button', { name: 'Look for tools again' }).click();
  const drift = olga.getByRole('alert').filter({ hasText: 'Its definition changed: it is held back' });
  await expect(drift).toContainText('U+200B');
  await expect(olga.getByRole('switch', { name: 'new_tool is off' })).toBeAttached();
  await expectSound(olga, 'connectors-drift');
  await goTo(olga, 'Home');
  await expect(olga.getByRole('region', { name: 'Inbox' })).toContainText('search_customers has changed');
  await openConnector(olga, 'Customers');
  await olga.getByRole('button', { name: 'Accept the new definition' }).click();
  await expect(drift).toHaveCount(0);
});

test('a change is a version beside the present one, until one act moves every binding, and another moves them back', async ({
  visitors,
}) => {
  const olga = await visitors.page('olga');
  await openConnector(olga, 'Customers');
  await olga.getByRole('link', { name: 'Change the server' }).click();
  await olga.getByLabel('Behaviour').fill('grow-on-switch');
  await olga.getByRole('radio', { name: 'Confidential' }).check();
  await olga.getByRole('button', { name: 'Prepare the next version' }).click();
  await expect(olga.getByRole('heading', { level: 1, name: 'Version 2 of Customers' })).toBeVisible({
    timeout: 30_000,
  });
  const settings = olga.getByRole('region', { name: 'Server, data and credentials' });
  await expect(settings).toContainText('confidential');
  await expect(olga.getByRole('heading', { name: 'search_customers is described differently' })).toBeVisible();
  await expectSound(olga, 'connectors-version');
  await olga.getByRole('button', { name: 'Move every binding to version 2' }).click();
  await expect(olga.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
  await expect(olga.getByText('confidential data · version 2')).toBeVisible();

  await olga.getByRole('link', { name: 'Compare' }).click();
  await olga.getByRole('button', { name: 'Move every binding to version 1' }).click();
  await expect(olga.getByText('internal data · version 1')).toBeVisible();
  await olga.getByText('When bindings were moved').click();
  await expectSound(olga, 'connectors-moved');
});

test('each person signs in to a system in their own name, and signs out again', async ({ visitors, installation }) => {
  const olga = await visitors.page('olga');
  await goTo(olga, 'Connectors');
  await olga.getByRole('link', { name: 'Register a connector' }).first().click();
  await olga.getByRole('radio', { name: 'A server at an address' }).check();
  await olga.getByRole('textbox', { name: 'Address' }).fill('http://127.0.0.1:9/mcp');
  await olga.getByRole('radio', { name: 'By signing in (OAuth)' }).check();
  await olga.getByRole('radio', { name: 'Each person’s own' }).check();
  await olga.getByRole('textbox', { name: 'Name', exact: true }).fill('Orders');
  await olga.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(olga.getByRole('textbox', { name: 'Address' })).toHaveAccessibleDescription(/internal/i);
  await picture(olga, 'connectors-internal-address');
  await olga.getByRole('textbox', { name: 'Address' }).fill(installation.ordersUrl);
  await olga.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(olga.getByRole('heading', { level: 1, name: 'Orders' })).toBeVisible({ timeout: 30_000 });

  await olga.getByRole('link', { name: 'Set or remove yours' }).click();
  const orders = olga.getByRole('region', { name: 'Orders' });
  await expect(orders).toContainText('Needs your credential');
  await orders.getByRole('button', { name: /^Sign in/ }).click();
  await expect(orders).toContainText('Ready for you', { timeout: 20_000 });
  await expectSound(olga, 'connectors-signed-in');
  await openConnector(olga, 'Orders');
  await olga.getByRole('button', { name: 'Look for tools again' }).click();
  await label(olga, 'find_order');

  const bea = await visitors.page('bea');
  await goTo(bea, 'Connectors');
  await bea.getByRole('link', { name: 'Your credentials' }).click();
  const hers = bea.getByRole('region', { name: 'Orders' });
  await expect(hers).toContainText('Needs your credential');
  await hers.getByRole('button', { name: /^Sign in/ }).click();
  await expect(hers).toContainText('Ready for you', { timeout: 20_000 });
  await hers.getByRole('button', { name: 'Remove' }).click();
  await expect(hers).toContainText('Needs your credential');
});
