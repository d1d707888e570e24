const LINE_FEED = 0x0a;

/** Cuts a stream of bytes into lines, without looking at any byte twice. */
export class LineReader {
  private parts: Buffer[] = [];
  private length = 0;

  constructor(private readonly maxBytes: number) {}

  /**
   * @returns the lines that this chunk completes.
   * @throws RangeError when a line is longer than the cap; nothing can be read after that.
   */
  push(chunk: Buffer): string[] {
    const lines: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      this.hold(chunk.subarray(start, end));
      lines.push(Buffer.concat(this.parts).toString('utf8'));
      this.parts = [];
      this.length = 0;
      start = end + 1;
    }
    this.hold(chunk.subarray(start));
    return lines;
  }

  private hold(part: Buffer): void {
    this.length += part.length;
    if (this.length > this.maxBytes) throw new RangeError(`A line is longer than ${this.maxBytes} bytes.`);
    if (part.length > 0) this.parts.push(part);
  }
}
