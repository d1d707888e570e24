import { describe, expect, it } from '@jest/globals';
import { CombinedError } from 'urql';
import { faultOf, faultsBelow, localProblem, problemOf } from './problem.js';

function answered(extensions: Record<string, unknown>, message = 'The title is missing.'): CombinedError {
  return new CombinedError({ graphQLErrors: [{ message, extensions }] });
}

describe('a problem', () => {
  it('keeps what the server said, field by field', () => {
    const problem = problemOf(
      answered({ code: 'INPUT_INVALID', kind: 'invalid', fields: [{ path: 'input.title', message: 'Too short.' }] }),
    );
    expect(problem).toMatchObject({ kind: 'invalid', code: 'INPUT_INVALID', message: 'The title is missing.' });
    expect(faultOf(problem, 'title')).toBe('Too short.');
    expect(faultOf(problem, 'task')).toBeUndefined();
  });

  it('gathers the faults of the inputs of a run, however the path is written', () => {
    const problem = localProblem([
      { path: 'inputs.customer', message: 'Missing.' },
      { path: '/inputs/due', message: 'Not a date.' },
      { path: 'input.inputs.sum', message: 'Not a number.' },
    ]);
    expect(faultsBelow(problem, 'inputs')).toEqual({ customer: 'Missing.', due: 'Not a date.', sum: 'Not a number.' });
  });

  it.each([
    ['Someone was faster', 'conflict', 'REVISION_STALE'],
    ['Someone was faster', 'conflict', 'APPROVAL_SETTLED'],
    ['That is not possible now', 'conflict', 'TOOL_UNLABELLED'],
    ['That is not possible now', 'conflict', 'PERSON_EXISTS'],
    ['That is not possible now', 'conflict', 'constructor'],
    ['Not signed in', 'unauthenticated', 'SIGN_IN_FAILED'],
    ['Your session has ended', 'unauthenticated', 'NOT_SIGNED_IN'],
  ])('has the headline “%s” for %s %s', (title, kind, code) => {
    expect(problemOf(answered({ kind, code })).title).toBe(title);
  });

  it('is a matter of the connection when nothing answered', () => {
    expect(problemOf(new CombinedError({ networkError: new Error('fetch failed') })).kind).toBe('offline');
  });

  it('survives extensions of any shape', () => {
    expect(problemOf(answered({ kind: 7, fields: [{ path: 1 }, null, 'x'] }))).toMatchObject({
      kind: 'unavailable',
      fields: [],
    });
  });
});
