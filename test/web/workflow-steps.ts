import { expect, type Page } from '@playwright/test';
import { expectFault, goTo, picture } from './walk.js';
import type { Described } from './workflows.js';

/** Registers a workflow by its form: with a fault first, a reload in between and a double press at the end. */
export async function registerWorkflow(page: Page, { title, task, team }: Described): Promise<void> {
  await goTo(page, 'Home');
  await page.getByRole('link', { name: 'Register a workflow' }).first().click();
  await page.getByLabel('The tedious task, in plain words').fill(task);
  await page.getByLabel('Team').selectOption(team);
  const register = page.getByRole('button', { name: 'Register and start building' });
  await register.click();
  await expectFault(page.getByLabel('Title'), /title/i);
  await picture(page, 'register-workflow-fault');

  await page.getByLabel('Title').fill(title);
  await page.reload();
  await expect(page.getByText('What you typed earlier is still here.')).toBeVisible();
  await expect(page.getByLabel('Title')).toHaveValue(title);
  await expect(page.getByLabel('The tedious task, in plain words')).toHaveValue(task);
  await register.dblclick();
  await expect(page.getByRole('heading', { level: 1, name: `Build “${title}”` })).toBeVisible();
}

/** Adapts a workflow from its card and stops on the build page of the new one. */
export async function adapt(page: Page, from: string, { title, task, team }: Described): Promise<void> {
  await goTo(page, 'Library');
  await page.getByRole('link', { name: `Adapt ${from}` }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Adapt “${from}”` })).toBeVisible();
  await expect(page.getByRole('region', { name: 'What comes along' })).toContainText('Documents');
  await picture(page, 'adapt');
  await page.getByLabel('Title of yours').fill(title);
  await page.getByLabel('The tedious task, in plain words').fill(task);
  await page.getByLabel('Team').selectOption(team);
  await page.getByRole('button', { name: 'Adapt and start building' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Build “${title}”` })).toBeVisible();
}

/** Submits the draft of the open build page; the minutes are asked for, and a form without them says so at the field. */
export async function submit(page: Page, buildMinutes: number): Promise<void> {
  await page.getByRole('button', { name: 'Submit for review' }).click();
  const dialog = page.getByRole('dialog', { name: 'Submit for review' });
  const minutes = dialog.getByLabel('Minutes you spent building this version');
  await dialog.getByRole('button', { name: 'Submit for review' }).click();
  await expectFault(minutes, /how long/);
  await minutes.fill(String(buildMinutes));
  await dialog.getByRole('button', { name: 'Submit for review' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('link', { name: /the submitted version/ })).toBeVisible();
}

/** Finds the review on the first page, and publishes. */
export async function review(page: Page, title: string, reviewMinutes: number): Promise<void> {
  await page.reload();
  await goTo(page, 'Home');
  const waiting = page.getByRole('region', { name: 'Needs you' });
  await expect(waiting).toContainText(`${title}, version 1, waits for a review`);
  await waiting.getByRole('link', { name: 'Review' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: `Review “${title}”` })).toBeVisible();
  await page.getByLabel('Comment').fill('Clear and small.');
  const publish = page.getByRole('button', { name: 'Approve and publish' });
  await publish.click();
  await expectFault(page.getByLabel('Minutes the review took you'), /how long/);
  await page.getByLabel('Minutes the review took you').fill(String(reviewMinutes));
  await picture(page, 'review');
  await publish.click();
  await expect(page.getByRole('heading', { level: 1, name: title, exact: true })).toBeVisible();
}
