import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { LaunchPlan } from '../catalogue/launch-plan.js';
import type { Sandbox } from './sandbox.js';
import { TextRing } from './text-ring.js';

const STDERR_CHARACTERS = 8_192;
/** How long a process may take to go by itself once its input has ended, and again once it was told to. */
const GRACE_MS = 500;
/** What a process gets of our environment; everything else is ours alone. */
const PLAIN_PATH = '/usr/local/bin:/usr/bin:/bin';

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** Sends a signal to a whole process group. False when nothing of it is left. */
export function signalGroup(groupId: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-groupId, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

async function within(ms: number, event: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([event, late]);
  clearTimeout(timer);
}

/**
 * One running program of a stdio connector: a process group of its own in an empty folder of its own, with the
 * variables of its plan and no other. Ending it ends whatever it started.
 */
export class StdioProcess {
  private readonly stderr = new TextRing(STDERR_CHARACTERS);
  /** Resolves when the process has ended and its output is read. */
  readonly ended: Promise<void>;
  private ending: Promise<void> | undefined;

  private constructor(
    private readonly child: Child,
    private readonly folder: string,
    readonly pid: number,
  ) {
    this.ended = new Promise((resolve) => {
      child.once('close', () => resolve());
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => this.stderr.push(chunk));
    // A process that dies breaks its pipes; that it died is told by `ended`.
    child.stdin.on('error', () => undefined);
    child.stdout.on('error', () => undefined);
    child.stderr.on('error', () => undefined);
    // Its children may hold the pipes open and so keep `close` from ever coming.
    child.once('exit', () => void this.end());
  }

  /**
   * @param workFolder folder of this installation in which the process gets one of its own.
   * @throws the error of the system when the program cannot be started.
   */
  static async start(plan: LaunchPlan, sandbox: Sandbox, workFolder: string): Promise<StdioProcess> {
    await mkdir(workFolder, { recursive: true, mode: 0o700 });
    const folder = await mkdtemp(join(workFolder, 'p-'));
    try {
      for (const [name, content] of Object.entries(plan.files)) {
        await writeFile(join(folder, name), content, { mode: 0o600 });
      }
      const confined = sandbox.confine(plan, folder);
      const child = spawn(confined.command, confined.arguments, {
        cwd: folder,
        env: { PATH: PLAIN_PATH, HOME: folder, LANG: 'C.UTF-8', TZ: 'UTC', ...plan.variables },
        stdio: ['pipe', 'pipe', 'pipe'],
        detached: true,
        shell: false,
      });
      await new Promise<void>((resolve, reject) => {
        child.once('spawn', resolve);
        child.once('error', reject);
      });
      if (child.pid === undefined) throw new Error('A process that has started has a number.');
      const process = new StdioProcess(child, folder, child.pid);
      await writeFile(join(folder, '.pid'), String(child.pid), { mode: 0o600 });
      return process;
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  get stdin(): Writable {
    return this.child.stdin;
  }

  get stdout(): Readable {
    return this.child.stdout;
  }

  /** The last lines that it wrote to its standard error. May hold anything, secrets too. */
  lastWords(): string {
    return this.stderr.tail(5);
  }

  /** Asks it to go, then ends its whole group. Resolves when nothing of it is left. */
  end(): Promise<void> {
    this.ending ??= this.endGroup();
    return this.ending;
  }

  private async endGroup(): Promise<void> {
    this.child.stdin.end();
    await within(GRACE_MS, this.ended);
    // The leader may be gone while what it started lives on: the group is told in any case.
    if (signalGroup(this.pid, 'SIGTERM')) await within(GRACE_MS, this.ended);
    signalGroup(this.pid, 'SIGKILL');
    // A grandchild outside the group may hold the pipes open; it gets nothing through them any more.
    for (const stream of [this.child.stdin, this.child.stdout, this.child.stderr]) stream.destroy();
    await within(GRACE_MS, this.ended);
    await rm(this.folder, { recursive: true, force: true });
  }
}
