import { type ChildProcess, fork } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EnginePoint } from '@groundswell/runs';

const program = join(dirname(fileURLToPath(import.meta.url)), 'worker-program.mjs');

/** Where a worker kills itself: at the n-th time that it passes there. */
export interface Death {
  readonly point: EnginePoint;
  readonly passages: number;
}

/** A worker process beside the installation under test. */
export class WorkerProcess {
  private said = '';
  private readonly heard = new Set<string>();
  private wake: () => void = () => undefined;
  /** The signal that ended it, or null when it ended by itself. */
  readonly ended: Promise<NodeJS.Signals | null>;
  hasEnded = false;
  private begun = false;

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.said += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.said += text));
    child.on('message', (message) => {
      for (const word of Object.keys(message as object)) this.heard.add(word);
      this.wake();
    });
    this.ended = new Promise((resolve) => {
      child.once('close', (_code, signal) => {
        this.hasEnded = true;
        this.wake();
        resolve(signal);
      });
    });
  }

  /** Loads everything and connects; works on nothing before `start`. @param settings as environment variables */
  static spawn(settings: Readonly<Record<string, string>>): WorkerProcess {
    const inherited = Object.entries(process.env).filter(
      ([name]) => !/^(GROUNDSWELL_|DATABASE_URL|ANTHROPIC_|PORT|HOST$)/.test(name),
    );
    const env = { ...Object.fromEntries(inherited), NODE_OPTIONS: '', ...settings };
    return new WorkerProcess(fork(program, [], { env, execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] }));
  }

  /** Lets it work, or says to one that works already where it is to die. */
  async start(death: Death | null = null): Promise<void> {
    await this.hear('ready');
    this.child.send({ death, start: !this.begun });
    this.begun = true;
    await this.hear('started');
  }

  /** Ends it as a service manager does. */
  async stop(): Promise<void> {
    if (this.child.connected) this.child.send({ stop: true });
    await this.ended;
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  private async hear(word: string): Promise<void> {
    while (!this.heard.has(word)) {
      // A worker may be told to die at its first act: then it has started as well as it could.
      if (this.hasEnded) {
        if (this.heard.has('ready')) return;
        throw new Error(`The worker ended before it was ${word}.\n${this.said}`);
      }
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }
}
