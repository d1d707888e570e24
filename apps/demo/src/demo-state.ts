import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const stateSchema = z.strictObject({
  /** The same words stand in the database: only together they say that the fill was completed. */
  fillId: z.string().min(1),
  seed: z.number().int(),
  asOf: z.string(),
  documentsFolder: z.string(),
  crmPassword: z.string(),
  /** The port in the CRM connector's connection text as it was last set. */
  crmUrl: z.string(),
  crmConnectorId: z.string(),
  erpApiKey: z.string(),
  erpPort: z.number().int(),
  organisationId: z.string(),
  /** Who to sign in as, by role. */
  faces: z.record(z.string(), z.string()),
});

/** What a filled demo remembers between starts. Holds secrets of the demo's own systems; readable by the owner only. */
export type DemoState = z.infer<typeof stateSchema>;

const fileIn = (home: string): string => join(home, 'demo-state.json');

/** The state of the last completed fill; null when there is none, or when an older version wrote it. */
export async function readState(home: string): Promise<DemoState | null> {
  let text: string;
  try {
    text = await readFile(fileIn(home), 'utf8');
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  return parse(text);
}

function parse(text: string): DemoState | null {
  try {
    return stateSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    // Half a file is no state: the fill is begun again.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Replaces the state in one step. */
export async function writeState(home: string, state: DemoState): Promise<void> {
  const draft = `${fileIn(home)}.new`;
  await writeFile(draft, JSON.stringify(state, null, 2), { mode: 0o600 });
  await rename(draft, fileIn(home));
}
