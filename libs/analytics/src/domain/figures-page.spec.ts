import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { FIGURE_DEFINITIONS } from './figure-definitions.js';
import { figuresPage } from './figures-page.js';

describe('the page of the figures', () => {
  it('in the docs is the one that the definitions give: run node libs/analytics/write-figures.mjs after a change', () => {
    expect(readFileSync(new URL('../../../../docs/figures.md', import.meta.url), 'utf8')).toBe(figuresPage());
  });

  it('has a section for every figure', () => {
    const page = figuresPage();
    for (const figure of FIGURE_DEFINITIONS) expect(page).toContain(`## ${figure.title}\n`);
  });
});
