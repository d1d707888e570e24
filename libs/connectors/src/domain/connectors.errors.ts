import { AppError } from '@groundswell/kernel';
import type { StatusRefusal } from './tool-status.js';
import { visibleText } from './visible-text.js';

const SAID_CHARACTERS = 400;

/** What a server said of its failure, fit to be shown and stored: visible, short. */
export function shownDetail(detail: string | null): string | null {
  return detail === null ? null : visibleText(detail.trim()).slice(0, SAID_CHARACTERS) || null;
}

/** The error of a conversation that failed while a person waited for it. */
export function connectionFailed(failure: {
  readonly code: string;
  readonly message: string;
  readonly detail: string | null;
}): AppError {
  const said = shownDetail(failure.detail);
  const message = said === null ? failure.message : `${failure.message} It says: ${said}`;
  return new AppError('unavailable', failure.code, message, { details: { said } });
}

/** The error of a status that a tool cannot take. */
export function statusRefused(refusal: StatusRefusal): AppError {
  const kind = refusal.code === 'TOOL_STATUS_NOT_SETTABLE' ? 'invalid' : 'conflict';
  return new AppError(kind, refusal.code, refusal.message);
}
