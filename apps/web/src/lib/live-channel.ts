import { useSyncExternalStore } from 'react';
import type { Client as WebSocketClient } from 'graphql-ws';
import type { SubscriptionForwarder } from 'urql';

/** Whether the line over which news come is open: `closed` when nothing needs it, `lost` when it broke and is being mended. */
export type LiveState = 'closed' | 'open' | 'lost';

const PING_EVERY_MS = 10_000;
const PONG_WITHIN_MS = 5_000;
const LONGEST_WAIT_MS = 10_000;
const AFTER_BREAK_MS = 2_000;

let channel: Promise<WebSocketClient> | undefined;
let state: LiveState = 'closed';
const watchers = new Set<() => void>();

function become(next: LiveState): void {
  if (next === state) return;
  state = next;
  for (const watcher of watchers) watcher();
}

/** The state of the line, for pages that follow something over it. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (tell) => {
      watchers.add(tell);
      return () => watchers.delete(tell);
    },
    () => state,
  );
}

/**
 * The web socket opens with the first subscription and closes a while after the last: most pages never need it. One that broke is
 * mended for as long as somebody subscribes, and every subscription begins anew with what is the case then.
 */
function connect(): Promise<WebSocketClient> {
  channel ??= import('graphql-ws').then(({ createClient }) => {
    let unanswered: ReturnType<typeof setTimeout> | undefined;
    const client = createClient({
      url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
      lazyCloseTimeout: 5_000,
      keepAlive: PING_EVERY_MS,
      retryAttempts: Infinity,
      shouldRetry: () => true,
      // Half of each wait is drawn: after a restart of the server not everybody comes back in the same moment.
      retryWait: (retries) => {
        const longest = Math.min(LONGEST_WAIT_MS, 500 * 2 ** retries);
        return new Promise((resolve) => setTimeout(resolve, longest / 2 + (Math.random() * longest) / 2));
      },
      on: {
        connected: () => become('open'),
        closed: (event) => {
          clearTimeout(unanswered);
          const meant = typeof event === 'object' && event !== null && 'code' in event && event.code === 1000;
          become(meant ? 'closed' : 'lost');
        },
        // A line that was cut without a word shows only by the answer that does not come.
        ping: (received) => {
          if (!received) unanswered = setTimeout(() => client.terminate(), PONG_WITHIN_MS);
        },
        pong: (received) => {
          if (received) clearTimeout(unanswered);
        },
      },
    });
    return client;
  });
  return channel;
}

/** A server that broke closes the line for good by the rules of the protocol; one that refuses us does so in the 4400s. */
function isBreak(fault: unknown): boolean {
  if (typeof fault !== 'object' || fault === null || !('code' in fault)) return false;
  return typeof fault.code === 'number' && fault.code < 4_000;
}

/** Carries a subscription over the shared web socket. A page that needs certainty also polls; see useLiveRun. */
export const openLiveChannel: SubscriptionForwarder = (request) => ({
  subscribe(sink) {
    let cancelled = false;
    let dispose = (): void => undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    const open = (): void => {
      connect()
        .then((client) => {
          if (cancelled) return;
          dispose = client.subscribe(
            {
              query: request.query ?? '',
              ...(request.variables === undefined ? {} : { variables: request.variables }),
            },
            {
              next: (value) => sink.next({ data: value.data, errors: value.errors?.slice() }),
              error: (fault) => {
                if (isBreak(fault)) again = setTimeout(open, AFTER_BREAK_MS);
                else sink.error(fault);
              },
              complete: () => sink.complete(),
            },
          );
        })
        .catch((fault: unknown) => sink.error(fault));
    };
    open();
    return {
      unsubscribe() {
        cancelled = true;
        clearTimeout(again);
        dispose();
      },
    };
  },
});
