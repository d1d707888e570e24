import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { cssVariablesResolver, FieldSourcesProvider, theme } from '@groundswell/ui';
import { RouterProvider } from 'react-router/dom';
import { Provider as GraphqlProvider } from 'urql';
import { makeFieldSources } from '../lib/field-sources.js';
import { makeClient, SessionWatch } from '../lib/graphql-client.js';
import { makeRouter } from './router.js';
import { SessionWatchContext } from './session/session-watch.js';

const watch = new SessionWatch();
const client = makeClient(watch);
const sources = makeFieldSources(client);
const router = makeRouter();

/** Everything that all pages share, and the pages themselves. */
export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <Notifications position="bottom-right" autoClose={5000} />
      <SessionWatchContext value={watch}>
        <GraphqlProvider value={client}>
          <FieldSourcesProvider value={sources}>
            <RouterProvider router={router} />
          </FieldSourcesProvider>
        </GraphqlProvider>
      </SessionWatchContext>
    </MantineProvider>
  );
}
