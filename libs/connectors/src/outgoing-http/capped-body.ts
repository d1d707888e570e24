import { AppError } from '@groundswell/kernel';

const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/** The error for an answer that does not end. */
export function answerTooLarge(maxBytes: number): AppError {
  return new AppError(
    'exhausted',
    'ANSWER_TOO_LARGE',
    `The connector answered with more than ${Math.floor(maxBytes / 1024)} kB. Ask it for less at a time.`,
  );
}

/**
 * Passes a body on and breaks off past the cap.
 * @param perEvent for an event stream, which may live for days: the cap then holds for one event.
 */
export function capped(
  body: AsyncIterable<Uint8Array, undefined>,
  { maxBytes, perEvent }: { readonly maxBytes: number; readonly perEvent: boolean },
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const source: AsyncIterator<Uint8Array, undefined> = body[Symbol.asyncIterator]();
  let counted = 0;
  let previous = 0;
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await source.next();
      if (done === true) return controller.close();
      if (perEvent) {
        for (const byte of value) {
          if (byte === RETURN) continue;
          counted = byte === LINE_FEED && previous === LINE_FEED ? 0 : counted + 1;
          previous = byte;
          if (counted > maxBytes) break;
        }
      } else {
        counted += value.byteLength;
      }
      if (counted > maxBytes) {
        await source.return?.();
        return controller.error(answerTooLarge(maxBytes));
      }
      return controller.enqueue(new Uint8Array(value));
    },
    async cancel() {
      await source.return?.();
    },
  });
}
