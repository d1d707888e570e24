import { expect, type Page } from '@playwright/test';

/** What an arrangement of a walk needs from the server, and its truth at the end; what is walked is done on the pages. */
export async function arrange<T>(page: Page, query: string, variables: object = {}): Promise<T> {
  const answer = await page.request.post('/graphql', {
    data: { query, variables },
    headers: { 'x-groundswell-csrf': '1' },
  });
  const { data, errors } = (await answer.json()) as { data: T; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}
