import { expect, type Page } from '@playwright/test';
import { ADDRESSES, ENTRANCES, lookUpIds, routesOfTheRouter, type Ids } from './addresses.js';
import { expectSound } from './soundness.js';
import { goTo, test } from './walk.js';

let ids: Ids;

test.beforeAll(async ({ visitors }) => {
  ids = await lookUpIds(await visitors.page('olga'));
});

test('every route of the router is looked at', () => {
  const looked = [...ADDRESSES, ...ENTRANCES].map(({ route }) => route);
  expect([...new Set(looked), 'set-up'].sort()).toEqual(routesOfTheRouter());
});

/** Waits until a page has drawn what it asked for. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-label="Loading"]')).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

for (const { name, at } of ADDRESSES) {
  test(`${name} can be used by everyone, wide and narrow, light and dark`, async ({ visitors }) => {
    const page = await visitors.page('olga');
    await page.goto(at(ids));
    await settled(page);
    await expectSound(page, name);
  });
}

for (const { name, route } of ENTRANCES) {
  test(`${name} can be used by everyone, wide and narrow, light and dark`, async ({ browser, installation }) => {
    const context = await browser.newContext({ baseURL: installation.url });
    const page = await context.newPage();
    await page.goto(`/${route.replace(':token?', 'a-link-that-was-used')}`);
    await settled(page);
    await expectSound(page, name);
    await context.close();
  });
}

/** What lies over a page, and how it is opened. */
const OVERLAYS: readonly { name: string; at: (ids: Ids) => string; open: (page: Page) => Promise<void> }[] = [
  {
    name: 'palette',
    at: () => '/library',
    open: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByPlaceholder('A workflow, a run, a page').fill('letter');
      await expect(page.getByRole('dialog').getByText('Summarise a letter').first()).toBeVisible();
    },
  },
  {
    name: 'invite-a-person',
    at: () => '/people',
    open: async (page) => {
      await page.getByRole('button', { name: 'Invite a person' }).click();
      await expect(page.getByRole('dialog', { name: 'Invite a person' })).toBeVisible();
    },
  },
  {
    name: 'stage-and-owner',
    at: (known) => `/workflows/${known.adapted}`,
    open: async (page) => {
      await page.getByRole('button', { name: 'Stage and owner…' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'figure-and-its-definition',
    at: () => '/compounding',
    open: async (page) => {
      await page
        .getByRole('button', { name: /Open the definition/ })
        .first()
        .click();
      await expect(page.getByText(/^Unit: /)).toBeVisible();
    },
  },
  {
    name: 'plan',
    at: () => '/compounding',
    open: async (page) => {
      await page.getByRole('button', { name: 'Change the plan' }).click();
      await expect(page.getByRole('dialog', { name: 'The plan line' })).toBeVisible();
    },
  },
  {
    name: 'charts-as-tables',
    at: () => '/compounding',
    open: async (page) => {
      for (const summary of await page.getByText('Show as a table').all()) await summary.click();
      await expect(page.getByRole('table').first()).toBeVisible();
    },
  },
  {
    name: 'label-of-a-tool',
    at: (known) => `/connectors/${known.connector}`,
    open: async (page) => {
      await page.getByRole('button', { name: 'Label read_text_file', exact: true }).click();
      await expect(page.getByRole('form', { name: 'Label read_text_file' })).toBeVisible();
    },
  },
  {
    name: 'layer-being-changed',
    at: (known) => `/policies/${known.layer}`,
    open: async (page) => {
      await page.getByRole('button', { name: 'Change this layer' }).click();
      await expect(page.getByRole('form', { name: 'Policy layer' })).toBeVisible();
    },
  },
  {
    name: 'steps-of-a-run-opened',
    at: (known) => `/runs/${known.endedRun}`,
    open: async (page) => {
      const steps = page.getByRole('list', { name: 'Steps of the run' });
      const closed = steps.getByRole('button', { expanded: false });
      while ((await closed.count()) > 0) await closed.first().click();
      await expect(steps.getByText('Asked with').first()).toBeVisible();
    },
  },
  {
    name: 'audit-details',
    at: () => '/audit',
    open: async (page) => {
      await page.getByRole('button', { name: 'Verify the chain' }).click();
      await expect(page.getByText('The chain is whole')).toBeVisible();
      await page
        .getByRole('button', { name: /^Details of entry/ })
        .first()
        .click();
    },
  },
  {
    name: 'look-menu',
    at: () => '/figures',
    open: async (page) => {
      await page.getByRole('button', { name: /account and look/ }).click();
      await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible();
    },
  },
];

for (const { name, at, open } of OVERLAYS) {
  test(`${name}, opened over its page, can be used by everyone`, async ({ visitors }) => {
    const page = await visitors.page('olga');
    await page.goto(at(ids));
    await settled(page);
    await open(page);
    await expectSound(page, `over-${name}`);
  });
}

test('on a narrow screen the navigation is a drawer that can be used by everyone', async ({ visitors }) => {
  const page = await visitors.page('olga');
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/');
  await settled(page);
  await page.getByRole('button', { name: 'Open the navigation' }).click();
  await expect(page.getByRole('dialog').getByRole('link', { name: 'Library', exact: true })).toBeVisible();
  await expectSound(page, 'over-navigation', [360]);
  await page.getByRole('dialog').getByRole('link', { name: 'Library', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Library' })).toBeVisible();
  await page.setViewportSize({ width: 1280, height: 800 });
  await goTo(page, 'Home');
});
