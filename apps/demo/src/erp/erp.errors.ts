/** One fault of one field, as the ERP reports it. */
export interface ErpFault {
  readonly field: string;
  readonly message: string;
}

/** A refusal in the manner of the ERP: a number that its manual lists, and a sentence. */
export class ErpError extends Error {
  constructor(
    readonly status: 400 | 401 | 404 | 409 | 422,
    readonly code: string,
    message: string,
    readonly faults: readonly ErpFault[] = [],
  ) {
    super(message);
    this.name = 'ErpError';
  }
}

export const erpNotFound = (what: string, number: string): ErpError =>
  new ErpError(404, 'ERP-4040', `${what} ${number} does not exist.`);

export const erpConflict = (code: string, message: string): ErpError => new ErpError(409, code, message);

export const erpRefused = (code: string, message: string, field: string): ErpError =>
  new ErpError(422, code, message, [{ field, message }]);
