import { randomBytes } from 'node:crypto';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { onFolder } from './embedded-postgres.errors.js';
import { ownFolder } from './placement.js';
import { birthMark, isAlive } from './processes.js';

type Word = 'uses' | 'stops';

/**
 * Which processes of ours use a data folder at this moment, one small file each. The last one to leave stops the database,
 * so that a second start which fails (its port is busy, say) does not take the database away from the first.
 *
 * Who leaves says `stops` before looking for others; who comes says `uses` before looking for a stop. Whichever way the
 * two meet, either the one stays its hand or the other waits.
 */
export class Attachments {
  private readonly own = `${process.pid}-${randomBytes(4).toString('hex')}`;

  private constructor(private readonly folder: string) {}

  static async open(base: string): Promise<Attachments> {
    const folder = join(base, 'attached');
    await ownFolder(folder, 0o700);
    return new Attachments(folder);
  }

  /** Announces this process and waits for a stop that is under way. */
  async add(): Promise<void> {
    await this.say('uses');
    while (await this.anyoneElse('stops')) await delay(10);
  }

  async remove(): Promise<void> {
    await this.unsay('uses');
  }

  async hasOthers(): Promise<boolean> {
    return this.anyoneElse('uses');
  }

  /** Runs `stop` if nobody else uses the database, and keeps newcomers waiting meanwhile. */
  async ifAlone(stop: () => Promise<void>): Promise<boolean> {
    await this.say('stops');
    try {
      if (await this.hasOthers()) return false;
      await stop();
      return true;
    } finally {
      await this.unsay('stops');
    }
  }

  private async say(word: Word): Promise<void> {
    const mark = await birthMark(process.pid);
    // The mark is part of the name, so that a file is never seen without it.
    await onFolder(this.folder, () => writeFile(join(this.folder, `${word}-${this.own}-${mark}`), '', { mode: 0o600 }));
  }

  private async unsay(word: Word): Promise<void> {
    const mark = await birthMark(process.pid);
    await rm(join(this.folder, `${word}-${this.own}-${mark}`), { force: true });
  }

  private async anyoneElse(word: Word): Promise<boolean> {
    let found = false;
    for (const name of await readdir(this.folder)) {
      const [said, pid, random, mark] = name.split('-');
      if (said !== word || `${pid}-${random}` === this.own) continue;
      if (isAlive(Number(pid)) && (await birthMark(Number(pid))) === mark) found = true;
      else await rm(join(this.folder, name), { force: true });
    }
    return found;
  }
}
