import { describe, expect, it } from '@jest/globals';
import { readAuditArguments } from './audit-arguments.js';

describe('the arguments of the audit command', () => {
  it('are read', () => {
    expect(readAuditArguments(['verify'])).toEqual({ act: 'verify', checkpoints: [], organisation: null, days: 0 });
    expect(readAuditArguments(['verify', '--checkpoints', '/kept', '--organisation', 'x'])).toMatchObject({
      checkpoints: ['/kept'],
      organisation: 'x',
    });
    expect(readAuditArguments(['prune', '--days', '400'])).toMatchObject({ act: 'prune', days: 400 });
  });

  it.each([
    [[]],
    [['verfy']],
    [['verify', 'now']],
    [['verify', '--days', '3']],
    [['verify', '--quick']],
    [['prune']],
    [['prune', '--days', '0']],
    [['prune', '--days', '-1']],
    [['prune', '--days', '1e9']],
    [['checkpoint', '--checkpoints', '/x']],
  ])('are refused with a sentence: %j', (args) => {
    expect(typeof readAuditArguments(args)).toBe('string');
  });
});
