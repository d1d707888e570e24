import {
  type JSONRPCMessage,
  parseJSONRPCMessage,
  serializeMessage,
  type Transport,
} from '@modelcontextprotocol/client';
import { LineReader } from './line-reader.js';
import type { StdioProcess } from './stdio-process.js';

/** The largest message that a process may send at once. */
export const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** The stdio transport of MCP over a process of ours: one JSON message a line, capped. */
export class StdioTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;
  private readonly lines: LineReader;
  private closing: Promise<void> | undefined;

  constructor(
    private readonly process: StdioProcess,
    maxMessageBytes = MAX_MESSAGE_BYTES,
  ) {
    this.lines = new LineReader(maxMessageBytes);
  }

  /** By these two members the SDK tells a stdio transport, on which silence means an older server, from HTTP. */
  get pid(): number {
    return this.process.pid;
  }

  get stderr(): null {
    return null;
  }

  async start(): Promise<void> {
    this.process.stdout.on('data', (chunk: Buffer) => this.receive(chunk));
    void this.process.ended.then(() => this.close());
    await Promise.resolve();
  }

  async send(message: JSONRPCMessage): Promise<void> {
    if (this.closing) throw new Error('The process of this connector has ended.');
    const { stdin } = this.process;
    if (stdin.write(serializeMessage(message))) return;
    await new Promise<void>((resolve) => {
      const go = () => {
        stdin.off('drain', go).off('close', go);
        resolve();
      };
      stdin.once('drain', go).once('close', go);
    });
  }

  /** Ends the process with all that it started. */
  close(): Promise<void> {
    this.closing ??= this.process.end().then(() => this.onclose?.());
    return this.closing;
  }

  private receive(chunk: Buffer): void {
    if (this.closing) return;
    let lines: string[];
    try {
      lines = this.lines.push(chunk);
    } catch (error) {
      this.onerror?.(asError(error));
      void this.close();
      return;
    }
    for (const line of lines) {
      let message: JSONRPCMessage;
      try {
        message = parseJSONRPCMessage(JSON.parse(line));
      } catch (error) {
        // Some servers print a greeting on their standard output. It is no message, and no reason to stop.
        this.onerror?.(asError(error));
        continue;
      }
      this.onmessage?.(message);
    }
  }
}
