import type { Actor } from '../actor/actor.js';

/** What one GraphQL request carries. Loaders live here, so that they never outlive the request. */
export interface RequestContext {
  readonly actor: Actor | null;
  /** From here on the request is this person's: after a sign-in within it. */
  actAs(actor: Actor): void;
  readonly correlationId: string;
  /** The caller's address, for rate limits. */
  readonly remoteAddress: string;
  /** Sets or clears the session cookie; absent on a WebSocket. */
  setSessionCookie?(token: string | null): void;
  readonly sessionToken: string | null;
  /** Per-request memory of loaders, by the key of the loader. */
  readonly loaders: Map<symbol, unknown>;
}

/** The loader of this request under that key, made on first use. */
export function requestLoader<T>(context: RequestContext, key: symbol, make: () => T): T {
  const known = context.loaders.get(key) as T | undefined;
  if (known !== undefined) return known;
  const made = make();
  context.loaders.set(key, made);
  return made;
}
