import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { Drawer, UnstyledButton } from '@mantine/core';
import { useHotkeys, useLocalStorage } from '@mantine/hooks';
import { IconMenu2, IconSearch } from '@tabler/icons-react';
import { FigureDefinitionsDocument, SessionDocument } from '@groundswell/contracts';
import { CurrencyProvider, FigureDefinitionsProvider, PolicyLinksProvider, SkeletonPage } from '@groundswell/ui';
import { Navigate, Outlet, ScrollRestoration, useLocation, useNavigation } from 'react-router';
import { ProblemView } from '../../lib/fetched-view.js';
import { StopBanner } from '../../lib/stop-banner.js';
import { SessionContext, useSession, type Session } from '../../lib/session.js';
import { useFetched } from '../../lib/use-fetched.js';
import { SessionEnded } from '../session/session-ended.js';
import { Navigation, Wordmark } from './navigation.js';

const PaletteLoader = lazy(() => import('./palette-loader.js'));

/** While everything is stopped every page says so; it is asked anew on each page, since others stop and release. */
function EverythingStopped() {
  const { me } = useSession();
  return <StopBanner scope="organisation" targetId={me.organisation.id} />;
}

function Frame() {
  const [folded, setFolded] = useLocalStorage({
    key: 'groundswell.navigation-folded',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const [drawer, setDrawer] = useState(false);
  const [asked, setAsked] = useState(0);
  const search = useCallback(() => {
    setDrawer(false);
    setAsked((count) => count + 1);
  }, []);
  useHotkeys([['mod+K', search]], []);
  const { me } = useSession();
  const { pathname } = useLocation();
  const moving = useNavigation().state !== 'idle';
  return (
    <div className="app-frame" data-folded={folded || undefined}>
      <a className="app-skip" href="#content">
        Skip to the content
      </a>
      <header className="app-top">
        <UnstyledButton
          className="app-icon-button"
          onClick={() => setDrawer(true)}
          aria-label="Open the navigation"
          aria-expanded={drawer}
        >
          <IconMenu2 size={20} />
        </UnstyledButton>
        <Wordmark />
        <UnstyledButton className="app-icon-button" onClick={search} aria-label="Search or go to">
          <IconSearch size={20} />
        </UnstyledButton>
      </header>
      <div className="app-side">
        <Navigation folded={folded} onFold={() => setFolded(!folded)} onSearch={search} onGo={() => undefined} />
      </div>
      <Drawer.Root opened={drawer} onClose={() => setDrawer(false)} size={272} padding={0}>
        <Drawer.Overlay />
        <Drawer.Content aria-label="Navigation">
          <Navigation folded={false} onFold={null} onSearch={search} onGo={() => setDrawer(false)} />
        </Drawer.Content>
      </Drawer.Root>
      <main id="content" className="app-main" tabIndex={-1} aria-busy={moving}>
        {moving && <div className="app-moving" />}
        {me.organisation.demo && (
          <p className="app-demo-note">Demo data: the people, their work and all figures are invented.</p>
        )}
        <EverythingStopped key={pathname} />
        <Outlet />
      </main>
      {asked > 0 && (
        <Suspense fallback={null}>
          <PaletteLoader asked={asked} />
        </Suspense>
      )}
      <SessionEnded />
    </div>
  );
}

/** Draws the pages for whoever is signed in; sends everyone else to the set-up or the sign-in page, and back afterwards. */
export function Shell() {
  const location = useLocation();
  const { data, problem, refetch } = useFetched(SessionDocument, {}, { policy: 'cache-first', dependsOn: ['Me'] });
  const definitions = useFetched(FigureDefinitionsDocument, {}, { policy: 'cache-first', pause: data?.me == null });
  const session = useMemo<Session | null>(() => {
    if (data?.me == null) return null;
    const permissions = new Set(data.me.permissions);
    return {
      me: data.me,
      demo: data.setup.demo,
      productVersion: data.setup.productVersion,
      can: (permission) => permissions.has(permission),
      reload: refetch,
    };
  }, [data, refetch]);
  if (data === undefined) {
    return (
      <div className="app-entrance">
        {problem === null ? <SkeletonPage /> : <ProblemView problem={problem} onRetry={refetch} />}
      </div>
    );
  }
  if (data.setup.needed) return <Navigate to={`/set-up${location.search}`} replace />;
  if (session === null) {
    const next = `${location.pathname}${location.search}${location.hash}`;
    return <Navigate to={next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`} replace />;
  }
  return (
    <SessionContext value={session}>
      <CurrencyProvider currency={session.me.organisation.currency}>
        <FigureDefinitionsProvider definitions={definitions.data?.figureDefinitions ?? []}>
          <PolicyLinksProvider mayRead={session.can('policy.read')}>
            <Frame />
          </PolicyLinksProvider>
          <ScrollRestoration />
        </FigureDefinitionsProvider>
      </CurrencyProvider>
    </SessionContext>
  );
}
