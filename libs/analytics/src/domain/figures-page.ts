import { FIGURE_DEFINITIONS, type FigureDefinition } from './figure-definitions.js';

const INTRODUCTION = `# The figures

One definition for each figure that the pages show, written by \`node libs/analytics/write-figures.mjs\` from \`libs/analytics/src/domain/figure-definitions.ts\`:
change it there. Every figure in the pages opens its definition and the entries behind it.

Money is kept as integer micro-units of the organisation's currency, minutes as integers, and every rate has a date. Months
are those of the organisation's time zone.
`;

/** The text of docs/figures.md. */
export function figuresPage(definitions: readonly FigureDefinition[] = FIGURE_DEFINITIONS): string {
  const parts = definitions.map(
    ({ key, title, definition, formula, unit, source }) =>
      `## ${title}\n\n${definition}\n\n- Formula: \`${formula}\`\n- Unit: ${unit}\n- Source: ${source}\n- Key: \`${key}\`\n`,
  );
  return [INTRODUCTION, ...parts].join('\n');
}
