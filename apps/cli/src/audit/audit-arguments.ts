import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

const ACTS = ['verify', 'checkpoint', 'prune'] as const;

/** What `groundswell audit …` is asked for. */
export interface AuditArguments {
  readonly act: (typeof ACTS)[number];
  readonly checkpoints: readonly string[];
  readonly organisation: string | null;
  readonly days: number;
}

/** Reads the words behind `audit`; a sentence says what does not fit. */
export function readAuditArguments(args: readonly string[]): AuditArguments | string {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        checkpoints: { type: 'string', multiple: true },
        organisation: { type: 'string' },
        days: { type: 'string' },
      },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const { positionals, values } = parsed;
  const act = ACTS.find((one) => one === positionals[0]);
  if (act === undefined || positionals.length > 1) return `${args.join(' ') || 'nothing'} is not understood.`;
  if (act !== 'verify' && values.checkpoints !== undefined) return `${act} takes no --checkpoints.`;
  if (act === 'checkpoint' && values.organisation !== undefined) return 'checkpoint takes no --organisation.';
  if ((act === 'prune') !== (values.days !== undefined)) {
    return act === 'prune' ? 'prune needs --days N: how many days are kept.' : `${act} takes no --days.`;
  }
  const days = values.days === undefined ? 0 : /^\d{1,5}$/.test(values.days) ? Number(values.days) : 0;
  if (act === 'prune' && days < 1) return '--days must be a whole number of at least 1.';
  return {
    act,
    checkpoints: (values.checkpoints ?? []).map((folder) => resolve(folder)),
    organisation: values.organisation ?? null,
    days,
  };
}
