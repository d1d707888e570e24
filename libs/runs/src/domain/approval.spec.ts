import { describe, expect, it } from '@jest/globals';
import { newId, type PersonId } from '@groundswell/kernel';
import { decideApproval, type ApprovalState, type Decider } from './approval.js';

const NOW = new Date('2026-11-21T12:00:00Z');
const LATER = new Date('2026-11-22T12:00:00Z');
const DIGEST = 'digest-of-what-they-saw';

const waiting = (over: Partial<ApprovalState> = {}): ApprovalState => ({
  status: 'waiting',
  argumentsDigest: DIGEST,
  approvers: ['runner'],
  grants: [],
  expiresAt: LATER,
  ...over,
});
const person = (over: Partial<Decider> = {}): Decider => ({
  personId: newId<PersonId>(),
  roles: ['runner'],
  isRunner: false,
  isWorkflowOwner: false,
  ...over,
});
const runner = person({ isRunner: true });
const yes = { approve: true, argumentsDigest: DIGEST };
const no = { approve: false, argumentsDigest: DIGEST };

describe('an approval', () => {
  it('by the runner is marked as such', () => {
    expect(decideApproval(waiting(), runner, yes, NOW)).toMatchObject({ status: 'granted', byRunner: true });
  });

  it('by someone else is not', () => {
    const asked = waiting({ approvers: ['someoneElse'] });
    expect(decideApproval(asked, person(), yes, NOW)).toMatchObject({ status: 'granted', byRunner: false });
    expect(decideApproval(asked, runner, yes, NOW)).toEqual({ refusal: 'not-yours' });
  });

  it('needs each of those who are asked', () => {
    const asked = waiting({ approvers: ['runner', 'steward'] });
    const first = decideApproval(asked, runner, yes, NOW);
    expect(first).toMatchObject({ status: 'waiting' });
    const half = { ...asked, grants: first.refusal === undefined ? first.grants : [] };
    expect(decideApproval(half, runner, yes, NOW)).toEqual({ refusal: 'not-yours' });
    expect(decideApproval(half, person({ roles: ['steward'] }), yes, NOW)).toMatchObject({
      status: 'granted',
      byRunner: false,
    });
  });

  it('may be given in both roles by a steward who runs it, and is then marked', () => {
    const asked = waiting({ approvers: ['runner', 'steward'] });
    const both = person({ isRunner: true, roles: ['steward'] });
    expect(decideApproval(asked, both, yes, NOW)).toMatchObject({ status: 'granted', byRunner: true });
  });

  it('is denied by a single no', () => {
    const asked = waiting({ approvers: ['runner', 'steward'] });
    expect(decideApproval(asked, runner, no, NOW)).toMatchObject({ status: 'denied' });
  });

  it('is good once', () => {
    for (const status of ['granted', 'denied', 'withdrawn'] as const) {
      expect(decideApproval(waiting({ status }), runner, yes, NOW)).toEqual({ refusal: 'settled' });
    }
  });

  it('is good only for the arguments that the person saw', () => {
    expect(decideApproval(waiting(), runner, { ...yes, argumentsDigest: 'other' }, NOW)).toEqual({
      refusal: 'other-arguments',
    });
  });

  it('expires', () => {
    expect(decideApproval(waiting({ expiresAt: NOW }), runner, yes, NOW)).toEqual({ refusal: 'expired' });
    expect(decideApproval(waiting({ status: 'expired' }), runner, yes, NOW)).toEqual({ refusal: 'expired' });
  });
});
