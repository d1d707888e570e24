import { AppError } from '@groundswell/kernel';

/** Where a command speaks: results to standard output, progress and faults to standard error. */
export interface Terminal {
  result(line: string): void;
  progress(line: string): void;
}

export const terminal: Terminal = {
  result: (line) => void process.stdout.write(`${line}\n`),
  progress: (line) => void process.stderr.write(`${line}\n`),
};

/** What a person is told about a fault: its sentence when we wrote one, and the whole trace of a bug. */
export function tell(error: unknown): string {
  if (error instanceof AppError) return `groundswell: ${error.message}`;
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `groundswell: This is a fault of ours, please report it.\n${trace}`;
}
