import { Worker } from 'node:worker_threads';

const LIMITS = { timeoutMs: 20_000, memoryMb: 256, pages: 500 } as const;
/** Beside the sources and not among them: a thread starts from a file as it is, in a build and in a spec alike. */
const PROGRAM = new URL('../../../assets/pdf-text.mjs', import.meta.url);

/**
 * The words of a PDF, read in a thread of its own with a limit of time and memory: a file made to break its reader breaks that
 * thread alone. Null when it cannot be read.
 */
export async function pdfText(bytes: Buffer, mostCharacters: number): Promise<string | null> {
  const worker = new Worker(PROGRAM, {
    workerData: { bytes: new Uint8Array(bytes), mostPages: LIMITS.pages, mostCharacters },
    resourceLimits: { maxOldGenerationSizeMb: LIMITS.memoryMb },
    stdout: true,
    stderr: true,
  });
  try {
    return await new Promise<string | null>((resolve) => {
      const timer = setTimeout(() => resolve(null), LIMITS.timeoutMs);
      const settle = (text: string | null): void => {
        clearTimeout(timer);
        resolve(text);
      };
      worker.once('message', (answer: { readonly text: string }) => settle(answer.text));
      worker.once('error', () => settle(null));
      worker.once('exit', () => settle(null));
    });
  } finally {
    await worker.terminate();
  }
}
