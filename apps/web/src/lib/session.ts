import { createContext, useContext } from 'react';
import type { SessionMeFragment } from '@groundswell/contracts';

/** What the pages know about who is signed in. */
export interface Session {
  readonly me: SessionMeFragment;
  readonly demo: boolean;
  readonly productVersion: string;
  readonly can: (permission: string) => boolean;
  /** Asks the server again who is signed in: after a change of name, roles or organisation. */
  readonly reload: () => void;
}

export const SessionContext = createContext<Session | null>(null);

/** The session of the page. Only below the shell, which guarantees that there is one. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('This page is drawn outside the shell.');
  return session;
}
