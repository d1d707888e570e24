import { useCallback, useMemo } from 'react';
import type { TypedDocumentString } from '@groundswell/contracts';
import { useMutation, useQuery, type AnyVariables, type RequestPolicy } from 'urql';
import { problemOf, type Problem } from './problem.js';

/** What a page knows about something it asked for. `data` may be there while a newer answer is on its way. */
export interface Fetched<Data> {
  readonly data: Data | undefined;
  readonly problem: Problem | null;
  readonly busy: boolean;
  readonly refetch: () => void;
}

export interface FetchOptions {
  readonly pause?: boolean;
  readonly policy?: RequestPolicy;
  /** Types that this answer depends on even when a list comes back empty, so that a change of one asks again. */
  readonly dependsOn?: string[];
}

/** Asks for something, typed by its document. */
export function useFetched<Data, Variables extends AnyVariables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  { pause = false, policy, dependsOn }: FetchOptions = {},
): Fetched<Data> {
  const types = dependsOn?.join(',');
  const context = useMemo(() => (types === undefined ? {} : { additionalTypenames: types.split(',') }), [types]);
  const [result, again] = useQuery<Data | null>({
    query: document.toString(),
    variables,
    pause,
    context,
    ...(policy === undefined ? {} : { requestPolicy: policy }),
  });
  const refetch = useCallback(() => again({ requestPolicy: 'network-only' }), [again]);
  return {
    // An answer that failed as a whole comes as null, which is no answer.
    data: result.data ?? undefined,
    problem: result.error === undefined ? null : problemOf(result.error),
    busy: result.fetching || result.stale,
    refetch,
  };
}

export type Changed<Data> =
  { readonly data: Data; readonly problem: null } | { readonly data: null; readonly problem: Problem };

/** Changes something, typed by its document. The answer is either the data or the problem, never both. */
export function useChange<Data, Variables extends AnyVariables>(
  document: TypedDocumentString<Data, Variables>,
): readonly [(variables: Variables) => Promise<Changed<Data>>, boolean] {
  const [result, execute] = useMutation<Data>(document.toString());
  const change = useCallback(
    async (variables: Variables): Promise<Changed<Data>> => {
      const answer = await execute(variables);
      if (answer.error !== undefined) return { data: null, problem: problemOf(answer.error) };
      if (answer.data === undefined) throw new Error('The server answered with neither data nor an error.');
      return { data: answer.data, problem: null };
    },
    [execute],
  );
  return [change, result.fetching];
}
