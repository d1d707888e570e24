import { createContext } from 'react';
import { SessionWatch } from '../../lib/graphql-client.js';

/** Hands the watch over the session's end to the shell. */
export const SessionWatchContext = createContext(new SessionWatch());
