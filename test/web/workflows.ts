/** A workflow as a person describes it. */
export interface Described {
  readonly title: string;
  readonly task: string;
  readonly team: string;
}

/** The first workflow of the walks, and the one that a colleague adapts from it. */
export const FIRST: Described = {
  title: 'Summarise a letter',
  task: 'Every morning I read each tenant’s letter and say in one sentence what they want.',
  team: 'Tenants',
};

export const ADAPTED: Described = {
  title: 'Sort a repair letter',
  task: 'Every morning I say which trade a letter is for.',
  team: 'Repairs',
};
