/** What went wrong, in the only terms the faces need: each face maps a kind to its own status. */
export type ErrorKind =
  'invalid' | 'unauthenticated' | 'forbidden' | 'not-found' | 'conflict' | 'unavailable' | 'exhausted';

/** One fault of one input: `path` is the dotted path of the field as the caller named it. */
export interface FieldFault {
  readonly path: string;
  readonly message: string;
}

export interface AppErrorOptions {
  /** Facts for the caller, free of secrets: they leave the server. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly fields?: readonly FieldFault[];
  readonly cause?: unknown;
}

/**
 * A fault that a caller can act on. `message` says what to do, in plain words; `code` is stable and in capitals.
 * Anything thrown that is not an AppError is a bug: it is masked behind a correlation id and logged whole.
 */
export class AppError extends Error {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly details: Readonly<Record<string, unknown>>;
  readonly fields: readonly FieldFault[];

  constructor(kind: ErrorKind, code: string, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.kind = kind;
    this.code = code;
    this.details = options.details ?? {};
    this.fields = options.fields ?? [];
  }
}

/** The error for input that does not fit: lists every faulty field at once. */
export function invalidInput(fields: readonly FieldFault[]): AppError {
  // Several fields may lack the same: it is said once, and beside each of them.
  const message = [...new Set(fields.map((fault) => fault.message))].join(' ');
  return new AppError('invalid', 'INPUT_INVALID', message, { fields });
}

/** The answer for a row that does not exist, may not be read, or belongs to strangers: the three look alike. */
export function notFound(what: string): AppError {
  return new AppError('not-found', 'NOT_FOUND', `This ${what} does not exist, or you may not see it.`);
}

/** The answer to a writer that saw an older revision. */
export function staleRevision(what: string): AppError {
  return new AppError(
    'conflict',
    'REVISION_STALE',
    `Someone changed this ${what} since you opened it. Reload it, look at the change, and try again.`,
  );
}
