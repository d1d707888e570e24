import type { Middleware } from '@anthropic-ai/sdk';

/** More than any reply within the token limits can need; a stream that goes on past it is no reply. */
const MAX_BYTES = 32 * 1024 * 1024;

/**
 * Tells of every byte that arrives, pings included: the SDK swallows pings, so its events alone cannot tell a model that
 * thinks from a stream that stands still.
 */
export function watchBytes(onBytes: () => void): Middleware {
  return async (request, next) => {
    const response = await next(request);
    onBytes();
    if (!response.ok || response.body === null) return response;
    const { status, statusText, headers } = response;
    return new Response(watched(response.body, onBytes), { status, statusText, headers });
  };
}

function watched(body: ReadableStream<Uint8Array>, onBytes: () => void): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let bytes = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) {
        controller.close();
        return;
      }
      onBytes();
      bytes += value.byteLength;
      if (bytes > MAX_BYTES) {
        await reader.cancel();
        controller.error(new RangeError('The reply is larger than any reply can be.'));
        return;
      }
      controller.enqueue(value);
    },
    async cancel(reason) {
      await reader.cancel(reason);
    },
  });
}
