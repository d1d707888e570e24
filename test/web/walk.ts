import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test as base, type Browser, type Locator, type Page } from '@playwright/test';
import { picturesFolder, readInstallation, sessionFile, type InstallationFile } from './installation-file.js';
import type { PersonName } from './people.js';

/** Each person has a browser of their own, which stays open from one step of a walk to the next. */
export class Visitors {
  private readonly pages = new Map<PersonName, Page>();
  private faults: string[] = [];

  constructor(
    private readonly browser: Browser,
    readonly installation: InstallationFile,
  ) {}

  async page(person: PersonName): Promise<Page> {
    const open = this.pages.get(person);
    if (open !== undefined) return open;
    const kept = sessionFile(person);
    const context = await this.browser.newContext({
      baseURL: this.installation.url,
      ...(existsSync(kept) ? { storageState: kept } : {}),
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => this.faults.push(`${person}: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') this.faults.push(`${person}: ${message.text()}`);
    });
    if (existsSync(kept)) await page.goto('/');
    this.pages.set(person, page);
    return page;
  }

  /** Keeps the person's session for the walks that follow. */
  async keep(person: PersonName): Promise<void> {
    await (await this.page(person)).context().storageState({ path: sessionFile(person) });
  }

  /** What the browsers have complained about since this was last asked. */
  takeFaults(): string[] {
    const taken = this.faults;
    this.faults = [];
    return taken;
  }

  async close(): Promise<void> {
    for (const page of this.pages.values()) await page.context().close();
  }
}

export const test = base.extend<{ noFaults: undefined }, { installation: InstallationFile; visitors: Visitors }>({
  installation: [async ({ visitors }, use) => use(visitors.installation), { scope: 'worker' }],
  visitors: [
    async ({ browser }, use) => {
      const visitors = new Visitors(browser, readInstallation());
      await use(visitors);
      await visitors.close();
    },
    { scope: 'worker' },
  ],
  noFaults: [
    async ({ visitors }, use) => {
      await use(undefined);
      expect(visitors.takeFaults(), 'what the browsers complained about').toEqual([]);
    },
    { auto: true },
  ],
});

/** Keeps a picture of the whole page under a name. */
export async function picture(page: Page, name: string): Promise<void> {
  await expect(page.locator('.mantine-Skeleton-root')).toHaveCount(0);
  await page.screenshot({ path: join(picturesFolder, `${name}.png`), fullPage: true, animations: 'disabled' });
}

/** Goes to a page by the side navigation. */
export async function goTo(page: Page, label: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: label, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: label === 'Home' ? /Good day/ : label })).toBeVisible();
}

/** Opens a workflow from the library. */
export async function openWorkflow(page: Page, title: string): Promise<void> {
  await goTo(page, 'Library');
  await page.getByRole('article', { name: title }).getByRole('link', { name: title, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

/** A number of the page by its label; it opens its definition. */
export function figure(page: Page, label: string): Locator {
  return page.getByRole('button', { name: new RegExp(`^${label}.*Open the definition$`) });
}

/** Expects that a field says what is wrong with it, in words that belong to the field itself. */
export async function expectFault(field: Locator, words: RegExp): Promise<void> {
  await expect(field).toHaveAccessibleDescription(words);
}
