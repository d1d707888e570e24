import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';

const checkout = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const main = join(checkout, 'apps/cli/dist/main.js');

/** What a command said and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly result: string;
  readonly progress: string;
}

/** One run of the built command line, as a user's terminal sees it. */
export class CommandProcess {
  private result = '';
  private progress = '';
  readonly ended: Promise<Ended>;

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.result += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.progress += text));
    this.ended = new Promise((resolve) => {
      child.once('close', (code, signal) => {
        resolve({ code, signal, result: this.result, progress: this.progress });
      });
    });
  }

  /** @param command with its further words, if any */
  static run(command: string, home: string, settings: Record<string, string> = {}): CommandProcess {
    if (!existsSync(main)) throw new Error('The command line is not built. Run: npm run build');
    // Settings of the machine's own must not reach the installation under test.
    const inherited = Object.entries(process.env).filter(
      ([name]) => !/^(GROUNDSWELL_|DATABASE_URL|ANTHROPIC_|PORT|HOST$)/.test(name),
    );
    const env = { ...Object.fromEntries(inherited), NODE_OPTIONS: '', GROUNDSWELL_HOME: home, PORT: '0', ...settings };
    return new CommandProcess(
      spawn(process.execPath, [main, ...command.split(' ')], { env, stdio: ['ignore', 'pipe', 'pipe'] }),
    );
  }

  /** Waits until the command has said something like this, to either side. */
  async said(words: RegExp, timeoutMs = 60_000): Promise<string> {
    for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; await delay(20)) {
      const found = words.exec(`${this.result}\n${this.progress}`);
      if (found !== null) return found[1] ?? found[0];
      if (this.child.exitCode !== null || this.child.signalCode !== null) break;
    }
    throw new Error(`The command never said ${words.source}.\n${this.result}\n${this.progress}`);
  }

  /** Waits until the server says that it is ready and gives its address. */
  ready(): Promise<string> {
    return this.said(/is ready: (http:\S+)/);
  }

  /** The one-time link that a first start prints, once it is ready; null when it printed none. */
  setUpLink(): string | null {
    return /http:\S+\/set-up\S*/.exec(this.result)?.[0] ?? null;
  }

  kill(signal: NodeJS.Signals): Promise<Ended> {
    this.child.kill(signal);
    return this.ended;
  }
}
