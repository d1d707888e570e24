import { Client, cacheExchange, fetchExchange, mapExchange, subscriptionExchange } from 'urql';
import { openLiveChannel } from './live-channel.js';
import { problemOf } from './problem.js';

type Listener = () => void;

/** Tells the shell that an answer came back without a session, so that it can ask for the password in place. */
export class SessionWatch {
  private readonly listeners = new Set<Listener>();

  subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  ended(): void {
    for (const listener of this.listeners) listener();
  }
}

/** The server takes a state change only with this header: a form on another site cannot send it. */
export const CSRF_HEADER = { 'x-groundswell-csrf': '1' };

/** The client of the pages: same-origin cookie, POST only, a document cache, and live updates over one web socket. */
export function makeClient(watch: SessionWatch): Client {
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    fetchOptions: { credentials: 'same-origin', headers: CSRF_HEADER },
    requestPolicy: 'cache-and-network',
    exchanges: [
      mapExchange({
        onError(error) {
          if (problemOf(error).code === 'NOT_SIGNED_IN') watch.ended();
        },
      }),
      cacheExchange,
      fetchExchange,
      subscriptionExchange({ forwardSubscription: openLiveChannel }),
    ],
  });
}
