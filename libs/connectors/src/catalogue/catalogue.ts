import { readFileSync } from 'node:fs';
import { AppError } from '@groundswell/kernel';
import { BUILT_IN_ENTRIES } from './built-in-entries.js';
import { type CatalogueEntry, catalogueFileSchema } from './catalogue-entry.js';

function fromFile(path: string): readonly CatalogueEntry[] {
  const wrong = (reason: string, cause?: unknown) =>
    new AppError('invalid', 'CATALOGUE_FILE_INVALID', `The catalogue file ${path} does not fit: ${reason}`, { cause });
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    const message = `The catalogue file ${path} cannot be read. Correct GROUNDSWELL_CATALOGUE, or leave it out.`;
    throw new AppError('invalid', 'CATALOGUE_FILE_UNREADABLE', message, { cause });
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw wrong(`it is no JSON. ${cause instanceof Error ? cause.message : ''}`, cause);
  }
  const parsed = catalogueFileSchema.safeParse(content);
  if (parsed.success) return parsed.data.entries;
  throw wrong(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; '));
}

/** The stdio commands of this installation: the built-in ones and those of the operator's file, which wins by key. */
export class Catalogue {
  private readonly byKey: ReadonlyMap<string, CatalogueEntry>;

  /** @throws AppError CATALOGUE_FILE_INVALID */
  constructor(file: string | undefined) {
    const entries = [...BUILT_IN_ENTRIES, ...(file === undefined ? [] : fromFile(file))];
    this.byKey = new Map(entries.map((entry) => [entry.key, entry]));
  }

  entries(): readonly CatalogueEntry[] {
    return [...this.byKey.values()];
  }

  find(key: string): CatalogueEntry | null {
    return this.byKey.get(key) ?? null;
  }
}
