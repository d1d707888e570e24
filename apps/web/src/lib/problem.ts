import type { ErrorKind, FieldFault } from '@groundswell/kernel';
import type { CombinedError } from 'urql';

/** Why something did not work, in the terms the pages need: what to say, which fields, and whether trying again helps. */
export interface Problem {
  readonly kind: ErrorKind | 'offline';
  readonly code: string;
  readonly title: string;
  readonly message: string;
  readonly fields: readonly FieldFault[];
  readonly correlationId: string | undefined;
}

const KINDS = new Set<string>([
  'invalid',
  'unauthenticated',
  'forbidden',
  'not-found',
  'conflict',
  'unavailable',
  'exhausted',
] satisfies ErrorKind[]);

const TITLES: Readonly<Record<Problem['kind'], string>> = {
  invalid: 'Something needs another look',
  unauthenticated: 'Not signed in',
  forbidden: 'You may not do this',
  'not-found': 'Not found',
  conflict: 'That is not possible now',
  unavailable: 'That did not work',
  exhausted: 'Too much at once',
  offline: 'The server cannot be reached',
};

/** Where the code says more than the kind: only a second writer hears that somebody was faster. */
const TITLES_BY_CODE: ReadonlyMap<string, string> = new Map([
  ['NOT_SIGNED_IN', 'Your session has ended'],
  ['REVISION_STALE', 'Someone was faster'],
  ['APPROVAL_SETTLED', 'Someone was faster'],
  ['OUTCOME_KNOWN', 'Someone was faster'],
  ['COST_ENTRY_ALREADY_CORRECTED', 'Someone was faster'],
  ['TIME_ENTRY_ALREADY_CORRECTED', 'Someone was faster'],
]);

function isKind(kind: unknown): kind is ErrorKind {
  return typeof kind === 'string' && KINDS.has(kind);
}

function isFieldFault(value: unknown): value is FieldFault {
  return (
    typeof value === 'object' &&
    value !== null &&
    'path' in value &&
    'message' in value &&
    typeof value.path === 'string' &&
    typeof value.message === 'string'
  );
}

function make(kind: Problem['kind'], message: string, more: Partial<Problem> = {}): Problem {
  return {
    kind,
    code: kind.toUpperCase(),
    title: TITLES[kind],
    message,
    fields: [],
    correlationId: undefined,
    ...more,
  };
}

/** A problem that the page found by itself, before asking the server. */
export function localProblem(fields: readonly FieldFault[]): Problem {
  return make('invalid', [...new Set(fields.map((fault) => fault.message))].join(' '), { fields });
}

/** Reads the first error of an answer. All errors of this server carry `code`, `kind` and `fields` in their extensions. */
export function problemOf(error: CombinedError): Problem {
  const [first] = error.graphQLErrors;
  if (first === undefined) {
    return make('offline', 'Check your connection. What you typed is kept; try again in a moment.');
  }
  const { code, kind, fields, correlationId } = first.extensions;
  const title = typeof code === 'string' ? TITLES_BY_CODE.get(code) : undefined;
  return make(isKind(kind) ? kind : 'unavailable', first.message, {
    ...(typeof code === 'string' ? { code } : {}),
    ...(title === undefined ? {} : { title }),
    fields: Array.isArray(fields) ? fields.filter(isFieldFault) : [],
    correlationId: typeof correlationId === 'string' ? correlationId : undefined,
  });
}

/** Dotted path without the argument's own name: the pages know their fields, not how the mutation wraps them. */
function bare(path: string): string {
  return path
    .replace(/^\//, '')
    .replace(/\//g, '.')
    .replace(/^input\./, '');
}

/** The message for one field of a form; a fault deeper inside the field counts as the field's. */
export function faultOf(problem: Problem | null, path: string): string | undefined {
  return problem?.fields.find((fault) => bare(fault.path) === path || bare(fault.path).startsWith(`${path}.`))?.message;
}

/** Messages by key for everything below a path, such as the inputs of a run. */
export function faultsBelow(problem: Problem | null, path: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const fault of problem?.fields ?? []) {
    const [head, key] = bare(fault.path).split('.');
    if (head === path && key !== undefined) found[key] ??= fault.message;
  }
  return found;
}
