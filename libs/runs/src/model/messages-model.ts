import type Anthropic from '@anthropic-ai/sdk';
import { APIUserAbortError } from '@anthropic-ai/sdk';
import type { Clock } from '@groundswell/kernel';
import type { ModelReply, ModelRequest } from '../domain/conversation.js';
import type { TokenUsage } from '../domain/token-usage.js';
import { AttemptWatch } from './attempt-watch.js';
import { classifyFault, modelFault } from './model-fault.js';
import {
  TurnInterrupted,
  type ModelFault,
  type ModelPatience,
  type ModelPort,
  type TurnOptions,
  type TurnOutcome,
} from './model.port.js';
import { ReplyReader } from './reply-reader.js';
import { requestBody } from './request-body.js';
import { watchBytes } from './watched-stream.js';

/** What is used of a client, the service's own or a cloud's. */
export interface StreamingClient {
  readonly messages: Pick<Anthropic['messages'], 'stream'>;
}

interface Attempt {
  readonly reply: ModelReply | null;
  readonly fault: ModelFault | null;
  readonly usage: TokenUsage;
  readonly estimated: boolean;
  readonly serviceTier: string | null;
  readonly requestId: string | null;
}

/**
 * The model's port over `messages.stream`. The SDK neither retries a stream that broke nor notices one that stands still,
 * so both are done here, and its own retries are off: each attempt is counted.
 */
export class MessagesModel implements ModelPort {
  constructor(
    private readonly client: StreamingClient,
    private readonly clock: Clock,
    private readonly patience: ModelPatience,
  ) {}

  async turn(request: ModelRequest, options: TurnOptions): Promise<TurnOutcome> {
    for (let attempt = 1; ; attempt++) {
      if (isAborted(options.signal)) throw new TurnInterrupted();
      const startedAt = this.clock.now();
      const result = await this.attempt(request, options);
      await options.onAttempt({
        attempt,
        startedAt,
        endedAt: this.clock.now(),
        usage: result.usage,
        estimated: result.estimated,
        fault: result.fault,
        requestId: result.requestId,
        serviceTier: result.serviceTier,
      });
      if (result.reply !== null) return { reply: result.reply };
      if (isAborted(options.signal) || result.fault === null) throw new TurnInterrupted();
      const waitMs = this.waitBefore(attempt, result.fault);
      if (waitMs === null) return { fault: result.fault };
      await pause(waitMs, options.signal);
    }
  }

  private async attempt(request: ModelRequest, options: TurnOptions): Promise<Attempt> {
    const reader = new ReplyReader(options.onText);
    const watch = new AttemptWatch(this.patience, options.signal, () => reader.complete);
    const body = requestBody(request);
    const stream = this.client.messages.stream(body, {
      signal: watch.signal,
      maxRetries: 0,
      timeout: this.patience.firstByteMs,
      middleware: [watchBytes(watch.hear)],
    });
    stream.on('streamEvent', (event) => reader.take(event));
    const error = await stream.done().then(
      () => null,
      (reason: unknown) => reason,
    );
    watch.close();
    const { reply, fault } = this.ending(reader, error, watch.fault);
    // A request that was turned away or never arrived is not charged; one that was taken up is, however it ended.
    const takenUp = watch.answered && fault?.httpStatus == null && fault?.kind !== 'unreachable';
    const used = reader.usedSoFar(takenUp ? JSON.stringify(body).length : null);
    return { reply, fault, ...used, requestId: stream.request_id ?? null };
  }

  /** A reply that is complete counts, whatever became of the stream behind it. Nothing less counts. */
  private ending(
    reader: ReplyReader,
    error: unknown,
    silence: ModelFault | null,
  ): { readonly reply: ModelReply | null; readonly fault: ModelFault | null } {
    const failed = (reason: unknown) => ({ reply: null, fault: classifyFault(reason, this.clock.now()) });
    if (reader.complete) {
      try {
        return { reply: reader.reply(), fault: null };
      } catch (reason) {
        return failed(reason);
      }
    }
    if (error === null) return { reply: null, fault: modelFault('cut', 'The reply broke off before its end.') };
    if (error instanceof APIUserAbortError) {
      return { reply: null, fault: silence ?? modelFault('reset', 'The turn was interrupted.') };
    }
    return failed(error);
  }

  /** How long to wait before the next attempt; null when there is to be none. */
  private waitBefore(attempt: number, fault: ModelFault): number | null {
    const { maxAttempts, baseDelayMs, maxDelayMs, maxRetryAfterMs } = this.patience;
    if (!fault.retryable || attempt >= maxAttempts) return null;
    if (fault.retryAfterMs !== null) return fault.retryAfterMs > maxRetryAfterMs ? null : fault.retryAfterMs;
    const ceiling = Math.min(maxDelayMs, baseDelayMs * 2 ** (attempt - 1));
    // Half fixed, half random: many runs that failed together do not come back together.
    return ceiling / 2 + (Math.random() * ceiling) / 2;
  }
}

/** Asked anew each time: the compiler takes a property that was false once to stay so. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) throw new TurnInterrupted();
  await new Promise<void>((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(new TurnInterrupted());
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
