import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconSearch } from '@tabler/icons-react';
import { NavLink } from 'react-router';
import { useSession } from '../../lib/session.js';
import { PersonMenu } from './person-menu.js';
import { DESTINATIONS, type Destination } from './destinations.js';

const GROUPS: readonly { readonly key: Destination['group']; readonly label: string | null }[] = [
  { key: 'work', label: null },
  { key: 'govern', label: 'Govern' },
  { key: 'organisation', label: 'Organisation' },
];

function DestinationLink({
  destination,
  folded,
  onGo,
}: {
  destination: Destination;
  folded: boolean;
  onGo: () => void;
}) {
  const { to, label, Icon } = destination;
  return (
    <li>
      <Tooltip label={label} position="right" disabled={!folded}>
        <NavLink
          to={to}
          end={to === '/'}
          className="app-nav-link"
          onClick={onGo}
          aria-label={folded ? label : undefined}
        >
          <Icon size={18} stroke={1.75} aria-hidden="true" />
          {!folded && <span>{label}</span>}
        </NavLink>
      </Tooltip>
    </li>
  );
}

/** The mark of the product with its name. */
export function Wordmark({ folded = false }: { folded?: boolean }) {
  return (
    <span className="app-wordmark">
      <img src="/icon.svg" alt="" width={24} height={24} />
      {!folded && <span>Groundswell</span>}
    </span>
  );
}

export interface NavigationProps {
  readonly folded: boolean;
  readonly onFold: (() => void) | null;
  readonly onSearch: () => void;
  readonly onGo: () => void;
}

/** The side navigation: only places where this person may go. */
export function Navigation({ folded, onFold, onSearch, onGo }: NavigationProps) {
  const { can, me } = useSession();
  return (
    <nav className="app-nav" aria-label="Main" data-folded={folded || undefined}>
      <div className="app-nav-head">
        <Wordmark folded={folded} />
        {onFold !== null && (
          <UnstyledButton
            className="app-icon-button"
            onClick={onFold}
            aria-label={folded ? 'Unfold the navigation' : 'Fold the navigation'}
            aria-expanded={!folded}
          >
            {folded ? (
              <IconLayoutSidebarLeftExpand size={18} stroke={1.75} />
            ) : (
              <IconLayoutSidebarLeftCollapse size={18} stroke={1.75} />
            )}
          </UnstyledButton>
        )}
      </div>
      <UnstyledButton className="app-search-button" onClick={onSearch} aria-label="Search or go to">
        <IconSearch size={16} aria-hidden="true" />
        {!folded && (
          <>
            <span>Search or go to…</span>
            <kbd aria-hidden="true">Ctrl K</kbd>
          </>
        )}
      </UnstyledButton>
      {GROUPS.map(({ key, label }) => {
        const shown = DESTINATIONS.filter((one) => one.group === key && (one.needs === null || can(one.needs)));
        if (shown.length === 0) return null;
        return (
          <div key={key}>
            {label !== null && !folded && <p className="app-nav-label">{label}</p>}
            <ul className="gs-list">
              {shown.map((one) => (
                <DestinationLink key={one.to} destination={one} folded={folded} onGo={onGo} />
              ))}
            </ul>
          </div>
        );
      })}
      <div className="app-nav-foot">
        <PersonMenu folded={folded} name={me.person.name} organisation={me.organisation.name} />
      </div>
    </nav>
  );
}
