import type { ReactNode } from 'react';
import { ErrorState, SkeletonRows } from '@groundswell/ui';
import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { Page } from './page.js';
import type { Fetched } from './use-fetched.js';
import type { Problem } from './problem.js';

/** A problem with a way on. */
export function ProblemView({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  return (
    <ErrorState
      title={problem.title}
      message={problem.message}
      correlationId={problem.correlationId}
      onRetry={problem.kind === 'not-found' || problem.kind === 'forbidden' ? undefined : onRetry}
      action={
        problem.kind === 'not-found' || problem.kind === 'forbidden' ? (
          <Anchor component={Link} to={LIBRARY.to}>
            {LIBRARY.label}
          </Anchor>
        ) : undefined
      }
    />
  );
}

/** Draws an answer: its skeleton while it is on its way, its problem with a way on, and otherwise what the page makes of it. */
export function FetchedView<Data>({
  of: fetched,
  skeleton = <SkeletonRows />,
  children,
}: {
  of: Fetched<Data>;
  skeleton?: ReactNode;
  children: (data: Data) => ReactNode;
}) {
  if (fetched.data !== undefined) return children(fetched.data);
  if (fetched.problem !== null) return <ProblemView problem={fetched.problem} onRetry={fetched.refetch} />;
  return skeleton;
}

const LIBRARY = { to: '/library', label: 'Go to the library' };
/** Where others of its kind are; of what is not named here, the library. */
const OTHERS: Readonly<Record<string, { readonly to: string; readonly label: string }>> = {
  run: { to: '/runs', label: 'See the runs' },
  batch: { to: '/batches', label: 'See the batches' },
  schedule: { to: '/triggers', label: 'See the triggers' },
  webhook: { to: '/triggers', label: 'See the triggers' },
  connector: { to: '/connectors', label: 'See the connectors' },
  request: { to: '/requests', label: 'See the requests' },
  'policy layer': { to: '/policies', label: 'See the policies' },
};

/** For something looked up by id that does not exist, or that this person may not see. `inPage`: below a page's own heading. */
export function NotHere({ what, inPage = false }: { what: string; inPage?: boolean }) {
  const others = OTHERS[what] ?? LIBRARY;
  const words = (
    <ErrorState
      title={`There is no such ${what}`}
      message={`This ${what} does not exist, or you may not see it.`}
      action={
        <Anchor component={Link} to={others.to}>
          {others.label}
        </Anchor>
      }
    />
  );
  return inPage ? words : <Page title="Not found">{words}</Page>;
}
