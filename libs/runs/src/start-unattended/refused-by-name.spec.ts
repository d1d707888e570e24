import { describe, expect, it } from '@jest/globals';
import { newId, type ConnectorId } from '@groundswell/kernel';
import { refuse, refuseWithoutCredential, refuseWithoutModel } from '../start-run/run-refusal.js';
import { refusedByName, withoutPractice } from './refused-by-name.js';

describe('a refusal that others read', () => {
  const missing = (own: boolean) =>
    refuseWithoutCredential({ connectorId: newId<ConnectorId>(), connectorName: 'CRM', own });

  it('names the person whose own credential is missing', () => {
    const refused = refusedByName(missing(true), 'Ida Holm');
    expect(refused).toMatchObject({ code: 'CREDENTIAL_MISSING', missingCredential: { own: true } });
    expect(`${refused.message} ${refused.nextStep}`).toBe(
      'Everyone uses CRM with their own credential, and Ida Holm has none yet. Ida Holm sets theirs under Your credentials.',
    );
  });

  it('leaves every other one as it was said', () => {
    for (const said of [missing(false), refuse('STOPPED', 'Ida Holm stopped everything.', 'Wait.')]) {
      expect(refusedByName(said, 'Per Lund')).toBe(said);
    }
  });

  it('tells no trigger to practise', () => {
    const { code, nextStep } = withoutPractice(refuseWithoutModel(true));
    expect([code, nextStep]).toEqual([
      'MODEL_NOT_CONFIGURED',
      'An operator makes live runs possible with ANTHROPIC_API_KEY.',
    ]);
    const other = missing(true);
    expect(withoutPractice(other)).toBe(other);
  });
});
