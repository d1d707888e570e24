import type { Client as WebSocketClient } from 'graphql-ws';
import type { SubscriptionForwarder } from 'urql';

let channel: Promise<WebSocketClient> | undefined;

/** The web socket opens with the first subscription and closes a while after the last: most pages never need it. */
function connect(): Promise<WebSocketClient> {
  channel ??= import('graphql-ws').then(({ createClient }) =>
    createClient({
      url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
      lazyCloseTimeout: 5_000,
      retryAttempts: 3,
    }),
  );
  return channel;
}

/** Carries a subscription over the shared web socket. A page that needs certainty also polls; see useLiveRun. */
export const openLiveChannel: SubscriptionForwarder = (request) => ({
  subscribe(sink) {
    let cancelled = false;
    let dispose = (): void => undefined;
    connect()
      .then((client) => {
        if (cancelled) return;
        dispose = client.subscribe(
          { query: request.query ?? '', ...(request.variables === undefined ? {} : { variables: request.variables }) },
          {
            next: (value) => sink.next({ data: value.data, errors: value.errors?.slice() }),
            error: (fault) => sink.error(fault),
            complete: () => sink.complete(),
          },
        );
      })
      .catch((fault: unknown) => sink.error(fault));
    return {
      unsubscribe() {
        cancelled = true;
        dispose();
      },
    };
  },
});
