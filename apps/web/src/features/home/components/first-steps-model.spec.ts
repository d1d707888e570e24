import { describe, expect, it } from '@jest/globals';
import type { FirstStepsQuery } from '@groundswell/contracts';
import { firstSteps } from './first-steps-model.js';

const empty: FirstStepsQuery = {
  workflows: { totalCount: 0 },
  people: { totalCount: 1 },
  teams: [],
  invitations: [],
  connectors: [],
  policyLayers: [{ id: 'l', scope: 'organisation', version: 1 }],
};
const anything = () => true;
const missing = (have: FirstStepsQuery, can: (permission: string) => boolean = anything) =>
  firstSteps(have, can)
    .filter((step) => !step.done)
    .map((step) => step.key);

describe('the first steps of an organisation', () => {
  it('are all there, in their order, when there is nothing', () => {
    expect(missing(empty)).toEqual(['people', 'connector', 'policy', 'workflow']);
  });

  it('count an open invitation as someone who comes', () => {
    expect(missing({ ...empty, teams: [{ id: 't' }] })).toContain('people');
    expect(missing({ ...empty, teams: [{ id: 't' }], invitations: [{ id: 'i' }] })).not.toContain('people');
  });

  it('lead to the tools of a connector that has none switched on', () => {
    const blocked = { id: 'c', tools: [{ id: 't', status: 'blocked' as const }] };
    const step = firstSteps({ ...empty, connectors: [blocked] }, anything).find(({ key }) => key === 'connector');
    expect(step).toMatchObject({ done: false, to: '/connectors/c' });
  });

  it('are only those that the person may take', () => {
    expect(missing(empty, (permission) => permission === 'connector.create')).toEqual(['connector']);
  });

  it('are gone once nothing is missing, whether or not somebody changed the policy', () => {
    const full: FirstStepsQuery = {
      ...empty,
      workflows: { totalCount: 1 },
      teams: [{ id: 't' }],
      people: { totalCount: 2 },
      connectors: [{ id: 'c', tools: [{ id: 't', status: 'allowed' }] }],
    };
    expect(firstSteps(full, anything)).toEqual([]);
  });
});
