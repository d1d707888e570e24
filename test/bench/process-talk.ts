import { type ChildProcess, fork } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Answer {
  readonly serial: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** A process of the bench that is asked things. */
export class Talk {
  private serial = 0;
  private readonly waiting = new Map<number, (answer: Answer) => void>();

  private constructor(private readonly child: ChildProcess) {
    child.on('message', (message) => {
      const answer = message as Answer;
      this.waiting.get(answer.serial)?.(answer);
      this.waiting.delete(answer.serial);
    });
    child.once('close', () => {
      for (const answer of this.waiting.values()) answer({ serial: 0, error: 'The process ended.' });
    });
  }

  /** @param program name of a file of this folder, without its ending */
  static async start(program: string, env: Readonly<Record<string, string>>): Promise<Talk> {
    const file = join(dirname(fileURLToPath(import.meta.url)), `${program}.js`);
    const talk = new Talk(
      fork(file, [], { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }),
    );
    await talk.ask('ready');
    return talk;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  async ask<T>(what: string, value: unknown = null): Promise<T> {
    const serial = ++this.serial;
    const answered = new Promise<Answer>((resolve) => this.waiting.set(serial, resolve));
    this.child.send({ serial, what, value });
    const answer = await answered;
    if (answer.error !== undefined) throw new Error(`${what}: ${answer.error}`);
    return answer.value as T;
  }

  kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return Promise.resolve();
    const ended = new Promise<void>((resolve) => this.child.once('close', () => resolve()));
    this.child.kill(signal);
    return ended;
  }
}

/** The other side: answers what it is asked until its parent is gone. */
export function answerParent(answers: Readonly<Record<string, (value: never) => unknown>>): void {
  process.on('message', (message) => {
    const { serial, what, value } = message as { serial: number; what: string; value: never };
    const answer = what === 'ready' ? () => true : answers[what];
    Promise.resolve()
      .then(() => answer?.(value))
      .then((result) => process.send?.({ serial, value: result }))
      .catch((error: unknown) =>
        process.send?.({ serial, error: error instanceof Error ? error.stack : String(error) }),
      );
  });
  process.on('disconnect', () => process.exit(0));
}

/** Works through numbers with so many hands at once. */
export async function withHands(count: number, hands: number, work: (number: number) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: hands }, async () => {
      while (next < count) await work(next++);
    }),
  );
}
