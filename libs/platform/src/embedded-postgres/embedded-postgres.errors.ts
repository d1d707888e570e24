import { AppError } from '@groundswell/kernel';

/** The embedded database cannot be had: the sentence says why and what to do. */
export function databaseUnavailable(code: string, message: string, cause?: unknown): AppError {
  return new AppError('unavailable', code, message, cause === undefined ? {} : { cause });
}

/** Whether a fault of the system or of Postgres has one of these codes. By shape, since errors of another realm are no Error of ours. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    typeof error.code === 'string' &&
    codes.includes(error.code)
  );
}

/** Runs work on a folder; a missing right, a read-only or a full disk becomes one sentence that names the folder. */
export async function onFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (hasCode(error, 'EACCES', 'EPERM')) {
      throw databaseUnavailable(
        'DATABASE_FOLDER_FORBIDDEN',
        `The right to write in ${folder} is missing. Grant it, or set GROUNDSWELL_HOME to a folder that this user may write in.`,
        error,
      );
    }
    if (hasCode(error, 'EROFS', 'ENOTDIR', 'EEXIST')) {
      throw databaseUnavailable(
        'DATABASE_FOLDER_UNUSABLE',
        `No folder can be made at ${folder}. Set GROUNDSWELL_HOME to a folder on a disk that can be written.`,
        error,
      );
    }
    if (hasCode(error, 'ENOSPC', 'EDQUOT')) {
      throw databaseUnavailable(
        'DATABASE_DISK_FULL',
        `The disk that holds ${folder} is full. Free some space, or set GROUNDSWELL_HOME to a folder on another disk.`,
        error,
      );
    }
    throw error;
  }
}
