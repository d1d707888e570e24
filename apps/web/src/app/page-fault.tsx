import { Anchor } from '@mantine/core';
import { ErrorState } from '@groundswell/ui';
import { Link, isRouteErrorResponse, useRouteError } from 'react-router';
import { Page } from '../lib/page.js';

/** For an address at which there is nothing. The navigation stays beside it, so that there is a way on. */
export function NoSuchPage() {
  return (
    <Page title="No such page">
      <ErrorState
        title="There is no page here"
        message="The address may be old or mistyped."
        action={
          <Anchor component={Link} to="/">
            Go home
          </Anchor>
        }
      />
    </Page>
  );
}

/** What a visitor sees when a page itself breaks. */
export function PageFault() {
  const fault = useRouteError();
  const missing = isRouteErrorResponse(fault) && fault.status === 404;
  if (missing) return <NoSuchPage />;
  console.error(fault);
  return (
    <main className="app-entrance">
      <h1 className="gs-hidden">A page that broke</h1>
      <ErrorState
        title="This page broke"
        message="That is our fault, not yours. What you typed is kept. Load the page again; if it breaks again, go back home and tell your steward what you did."
        onRetry={() => window.location.reload()}
        action={<Anchor href="/">Go home</Anchor>}
      />
    </main>
  );
}
