import { Anchor } from '@mantine/core';
import { ErrorState } from '@groundswell/ui';
import { isRouteErrorResponse, useRouteError } from 'react-router';

/** What a visitor sees when a page itself breaks or does not exist. */
export function PageFault() {
  const fault = useRouteError();
  const missing = isRouteErrorResponse(fault) && fault.status === 404;
  if (!missing) console.error(fault);
  return (
    <main className="app-entrance">
      <h1 className="gs-hidden">{missing ? 'No such page' : 'A page that broke'}</h1>
      <ErrorState
        title={missing ? 'There is no page here' : 'This page broke'}
        message={
          missing
            ? 'The address may be old or mistyped.'
            : 'That is our fault, not yours. What you typed is kept. Load the page again; if it breaks again, go back home and tell your steward what you did.'
        }
        onRetry={missing ? undefined : () => window.location.reload()}
        action={<Anchor href="/">Go home</Anchor>}
      />
    </main>
  );
}
