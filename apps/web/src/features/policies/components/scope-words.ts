import type { LayerScope } from '@groundswell/contracts';

/** The scopes in the order in which a stack asks them. */
export const SCOPES: readonly { readonly scope: LayerScope; readonly title: string; readonly meaning: string }[] = [
  {
    scope: 'organisation',
    title: 'Organisation',
    meaning: 'Lists what is possible at all. What it does not allow, nobody may.',
  },
  {
    scope: 'team',
    title: 'Teams',
    meaning: 'Takes away for the workflows of a team, and for what is adapted from them.',
  },
  { scope: 'connector', title: 'Connectors', meaning: 'Takes away for the tools of one connector, whoever uses it.' },
  {
    scope: 'workflow',
    title: 'Workflows',
    meaning: 'Takes away for one workflow and for all that is adapted from it.',
  },
];
