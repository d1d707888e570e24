import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode, onFolder } from './embedded-postgres.errors.js';
import { ownFolder } from './placement.js';
import { birthMark, isAlive } from './processes.js';

/**
 * Which processes of ours use a data folder at this moment, one small file each. The last one to leave stops the database,
 * so that a second start which fails (its port is busy, say) does not take the database away from the first.
 */
export class Attachments {
  private readonly own = `${process.pid}-${randomBytes(4).toString('hex')}`;

  private constructor(private readonly folder: string) {}

  static async open(base: string): Promise<Attachments> {
    const folder = join(base, 'attached');
    await ownFolder(folder, 0o700);
    return new Attachments(folder);
  }

  async add(): Promise<void> {
    const mark = await birthMark(process.pid);
    await onFolder(this.folder, () => writeFile(join(this.folder, this.own), mark, { mode: 0o600 }));
  }

  async remove(): Promise<void> {
    await rm(join(this.folder, this.own), { force: true });
  }

  /** Whether anybody else uses the database; forgets those who died without leaving. */
  async hasOthers(): Promise<boolean> {
    let others = false;
    for (const name of await readdir(this.folder)) {
      if (name === this.own) continue;
      if (await this.lives(name)) others = true;
      else await rm(join(this.folder, name), { force: true });
    }
    return others;
  }

  private async lives(name: string): Promise<boolean> {
    const pid = Number.parseInt(name, 10);
    if (!Number.isInteger(pid) || !isAlive(pid)) return false;
    try {
      return (await readFile(join(this.folder, name), 'utf8')) === (await birthMark(pid));
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return false;
      throw error;
    }
  }
}
