import { expect } from '@playwright/test';
import { PASSWORD, PEOPLE, TEAMS, type PersonName } from './people.js';
import { expectSound } from './soundness.js';
import { expectFault, goTo, picture, test } from './walk.js';

const INVITED = (Object.keys(PEOPLE) as PersonName[]).filter((person) => person !== 'olga');

test.describe.configure({ mode: 'serial' });

test('without the link from the terminal nothing is set up, and the page says where it is', async ({ visitors }) => {
  const page = await visitors.page('olga');
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Set up Groundswell' })).toBeVisible();
  await expect(page.getByLabel('Set-up code')).toHaveAccessibleDescription(/terminal printed/);
});

test('the founder follows the link, mends a fault beside its field and loses nothing by a reload', async ({
  visitors,
  installation,
}) => {
  const page = await visitors.page('olga');
  await page.goto(installation.setupLink);
  await page.getByLabel('Name of your organisation').fill('Nordhafen Wohnbau');
  await page.getByLabel('Your name').fill(PEOPLE.olga.name);
  await page.getByLabel('Your e-mail address').fill(PEOPLE.olga.email);
  await page.getByRole('textbox', { name: 'Password' }).fill('too short');
  await page.getByRole('button', { name: 'Set up and sign in' }).click();
  await expectFault(page.getByRole('textbox', { name: 'Password' }), /12/);
  await expect(page.getByRole('alert')).toBeVisible();
  await picture(page, 'set-up-fault');

  await page.reload();
  await expect(page.getByText('What you typed earlier is still here.')).toBeVisible();
  await expect(page.getByLabel('Name of your organisation')).toHaveValue('Nordhafen Wohnbau');
  await expect(page.getByLabel('Your name')).toHaveValue(PEOPLE.olga.name);
  // A password is never kept in the browser.
  await expect(page.getByRole('textbox', { name: 'Password' })).toHaveValue('');
  await expectSound(page, 'set-up');

  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Set up and sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Good day, Olga' })).toBeVisible();
  await visitors.keep('olga');
});

test('the owner makes the teams', async ({ visitors }) => {
  const page = await visitors.page('olga');
  await goTo(page, 'People');
  for (const team of TEAMS) {
    await page.getByLabel('Name of a new team').fill(team);
    await page.getByRole('button', { name: 'Make the team' }).click();
    await expect(page.getByRole('region', { name: 'Teams' }).getByText(team, { exact: true })).toBeVisible();
  }
});

for (const person of INVITED) {
  const { name, email, roles, teams } = PEOPLE[person];

  test(`${name} is invited by a link and joins in a browser of their own`, async ({ visitors }) => {
    const owner = await visitors.page('olga');
    await owner.getByRole('button', { name: 'Invite a person' }).click();
    const dialog = owner.getByRole('dialog', { name: 'Invite a person' });
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
    await dialog.getByLabel('E-mail address').fill(email);
    for (const role of roles) await dialog.getByRole('checkbox', { name: role, exact: true }).check();
    for (const team of teams) await dialog.getByRole('checkbox', { name: team, exact: true }).check();
    await dialog.getByRole('button', { name: 'Make the link' }).click();
    const link = await dialog.getByLabel('Invitation link').innerText();
    await dialog.getByRole('button', { name: 'Close' }).click();

    const page = await visitors.page(person);
    await page.goto(link);
    await expect(page.getByRole('heading', { name: 'Join Nordhafen Wohnbau' })).toBeVisible();
    await expect(page.getByLabel('Your name')).toHaveValue(name);
    if (person === 'bea') await expectSound(page, 'invitation');
    await page.getByRole('textbox', { name: 'Choose a password' }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Join Nordhafen Wohnbau' }).click();
    await expect(page.getByRole('heading', { name: `Good day, ${name.split(' ')[0] ?? ''}` })).toBeVisible();
    await visitors.keep(person);

    await page.goto(link);
    await expect(page.getByRole('alert')).toContainText('This invitation cannot be used');
    await page.goto('/');
  });
}

test('a wrong password is refused without saying whether the address is known', async ({ browser, installation }) => {
  const context = await browser.newContext({ baseURL: installation.url });
  const page = await context.newPage();
  const refusals: string[] = [];
  for (const email of [PEOPLE.bea.email, 'nobody@example.test']) {
    await page.goto('/sign-in');
    await page.getByLabel('E-mail address').fill(email);
    await page.getByRole('textbox', { name: 'Password' }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    refusals.push(await page.getByRole('alert').innerText());
  }
  expect(refusals[0]).toBe(refusals[1]);

  await page.goto('/library');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.getByLabel('E-mail address').fill(PEOPLE.bea.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Library', exact: true })).toBeVisible();
  await context.close();
});
