import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { type FieldFault, invalidInput } from '@groundswell/kernel';

const IN_DOCUMENT = /\u0000|\\u0000|\\u\{0+\}/;

function faultsIn(value: unknown, path: string): FieldFault[] {
  if (typeof value === 'string') {
    return value.includes('\u0000')
      ? [{ path, message: 'This contains a character that no text has (U+0000); remove it.' }]
      : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [
    ...faultsIn(key, path),
    ...faultsIn(member, path === '' || path === 'input' ? key : `${path}.${key}`),
  ]);
}

/** Refuses the one character that Postgres cannot store, wherever it stands, before any resolver is called. */
export const refuseUnstorableText: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async didResolveOperation({ request, source }) {
        const faults = faultsIn(request.variables ?? {}, '');
        if (IN_DOCUMENT.test(source))
          faults.push({ path: 'query', message: 'The query contains the character U+0000; remove it.' });
        if (faults.length === 0) return;
        const error = invalidInput(faults);
        throw new GraphQLError(error.message, { originalError: error, extensions: { http: { status: 400 } } });
      },
    };
  },
};
