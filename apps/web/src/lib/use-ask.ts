import { useCallback, useState } from 'react';
import type { TypedDocumentString } from '@groundswell/contracts';
import { useClient, type AnyVariables } from 'urql';
import { problemOf } from './problem.js';
import type { Changed } from './use-fetched.js';

/** Asks something when a person wants it and not before, typed by its document. The answer is either the data or the problem. */
export function useAsk<Data, Variables extends AnyVariables>(
  document: TypedDocumentString<Data, Variables>,
): readonly [(variables: Variables) => Promise<Changed<Data>>, boolean] {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const ask = useCallback(
    async (variables: Variables): Promise<Changed<Data>> => {
      setBusy(true);
      const request = client.query<Data>(document.toString(), variables, { requestPolicy: 'network-only' });
      const answer = await request.toPromise();
      setBusy(false);
      if (answer.error !== undefined) return { data: null, problem: problemOf(answer.error) };
      if (answer.data === undefined) throw new Error('The server answered with neither data nor an error.');
      return { data: answer.data, problem: null };
    },
    [client, document],
  );
  return [ask, busy];
}
