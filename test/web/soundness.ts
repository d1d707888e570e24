import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { picture } from './walk.js';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const WIDTHS = [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
] as const;
const SCHEMES = ['light', 'dark'] as const;

/** What axe finds, short enough to be read in a failure. */
async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}): ${target.join(' ')}\n${failureSummary ?? ''}`),
  );
}

/** How many pixels the page is wider than the window, and by whose doing. */
async function overflowOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const isCut = (element: Element): boolean => {
      for (let parent = element.parentElement; parent !== null; parent = parent.parentElement) {
        if (getComputedStyle(parent).overflowX !== 'visible') return true;
      }
      return false;
    };
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > width + 1 && !isCut(element))
      .slice(0, 5)
      .map((element) => `${element.tagName}.${element.className} ends at ${element.getBoundingClientRect().right}`);
  });
}

/** Expects that whoever opens the page can use it: in both widths and both schemes no fault by axe, and no scrolling sideways. */
export async function expectSound(page: Page, name: string, widths: readonly number[] = [1280, 360]): Promise<void> {
  for (const size of WIDTHS.filter(({ width }) => widths.includes(width))) {
    await page.setViewportSize(size);
    for (const colorScheme of SCHEMES) {
      const look = `${size.width} ${colorScheme}`;
      await test.step(`${name} at ${look}`, async () => {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
        await picture(page, `${name}-${size.width}-${colorScheme}`);
        expect.soft(await faultsOf(page), `${name} at ${look}`).toEqual([]);
        expect.soft(await overflowOf(page), `${name} at ${look} scrolls sideways`).toEqual([]);
      });
    }
  }
  await page.setViewportSize(WIDTHS[0]);
  await page.emulateMedia({ colorScheme: SCHEMES[0], reducedMotion: 'reduce' });
}
