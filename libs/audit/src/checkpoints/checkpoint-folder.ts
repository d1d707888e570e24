import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { isId, type OrganisationId } from '@groundswell/kernel';
import { Settings, SigningKeys } from '@groundswell/platform';
import { type Checkpoint, readCheckpoint, writeCheckpoint } from '../domain/checkpoint.js';

const MAX_FILE_CHARACTERS = 10_000;

/** Checkpoints as files outside the database: `audit/<organisation>/<entry>-<kind>.json` in the home folder. */
@Injectable()
export class CheckpointFolder {
  constructor(
    private readonly settings: Settings,
    private readonly keys: SigningKeys,
  ) {}

  /** Where the checkpoints of an organisation are written. */
  of(organisationId: string): string {
    return join(this.settings.home, 'audit', organisationId);
  }

  /** The organisations of which there are checkpoints here. */
  async organisations(): Promise<OrganisationId[]> {
    return (await namesIn(join(this.settings.home, 'audit'))).filter((name) => isId(name)) as OrganisationId[];
  }

  /** Writes a checkpoint and, beside it, the public half of its key. A file is whole or not there. */
  async write(checkpoint: Checkpoint): Promise<void> {
    const folder = this.of(checkpoint.organisationId);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeWhole(join(folder, fileOf(checkpoint)), writeCheckpoint(checkpoint));
    const pem = await this.keys.publicKey(checkpoint.keyId);
    if (pem) await writeWhole(join(folder, `${checkpoint.keyId}.pem`), pem);
  }

  /** Writes those that have no file yet: a process may have died between the row and its file. */
  async writeMissing(checkpoints: readonly Checkpoint[]): Promise<void> {
    const [first] = checkpoints;
    if (!first) return;
    const present = new Set(await namesIn(this.of(first.organisationId)));
    for (const checkpoint of checkpoints) if (!present.has(fileOf(checkpoint))) await this.write(checkpoint);
  }

  /** The checkpoints of one organisation in a folder; what else lies there is left alone. A folder that is not there is empty. */
  async read(organisationId: string, folder = this.of(organisationId)): Promise<Checkpoint[]> {
    const found: Checkpoint[] = [];
    for (const name of await namesIn(folder)) {
      if (!name.endsWith('.json')) continue;
      const text = await readFile(join(folder, name), 'utf8');
      const checkpoint = text.length > MAX_FILE_CHARACTERS ? null : readCheckpoint(text);
      if (checkpoint?.organisationId === organisationId) found.push(checkpoint);
    }
    return found;
  }
}

function fileOf({ seq, kind }: Checkpoint): string {
  return `${String(seq).padStart(12, '0')}-${kind}.json`;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.draft`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}
