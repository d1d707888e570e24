import type { InputFaults } from '@groundswell/kernel';

/** What a person writes about a workflow when it begins. */
export interface WorkflowWording {
  readonly title: string;
  readonly task: string;
}

/** Checks title and task; faults are collected with those of the other fields. */
export function checkWording(faults: InputFaults, input: WorkflowWording): WorkflowWording {
  return {
    title: faults.text('title', input.title, { label: 'The title', min: 3, max: 120 }),
    task: faults.text('task', input.task, { label: 'The task', min: 3, max: 2_000 }),
  };
}

/** Checks the key by which a client recognises its own submit; null when it gave none. */
export function checkClientKey(faults: InputFaults, clientKey: string | null | undefined): string | null {
  if (clientKey === null || clientKey === undefined) return null;
  return faults.text('clientKey', clientKey, { label: 'The key of this submit', max: 100 });
}

/** Checks minutes of work that somebody states: up to a thousand hours. */
export function checkMinutes(faults: InputFaults, path: string, minutes: number, label: string): number {
  return faults.wholeNumber(path, minutes, label, 0, 60_000);
}
