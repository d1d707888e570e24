/** Keeps the last so many characters of a stream of text: enough to say why a process died, never a leak of memory. */
export class TextRing {
  private text = '';

  constructor(private readonly maxLength: number) {}

  push(chunk: string): void {
    this.text = (this.text + chunk).slice(-this.maxLength);
  }

  /** The last lines that are not empty. */
  tail(lines: number): string {
    return this.text
      .split('\n')
      .filter((line) => line.trim().length > 0)
      .slice(-lines)
      .join('\n');
  }
}
