import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';

const PLACES = [
  { to: '/audit', label: 'Audit', why: 'Every change and every call, chained: verify that nothing is missing.' },
  { to: '/policies', label: 'Policies', why: 'Who may do what, by which rule, and which exceptions hold.' },
  { to: '/runs', label: 'Runs', why: 'What each run was given, did, cost and saved.' },
  { to: '/stop', label: 'Stop', why: 'What was stopped, by whom, and how long it took.' },
] as const;

/** For whoever only reads: nothing waits for them, so their start page says where to look. */
export function WhereToLook() {
  return (
    <div>
      {PLACES.map(({ to, label, why }) => (
        <div className="app-row" key={to}>
          <div className="app-row-main">
            <Anchor component={Link} to={to} fw={550}>
              {label}
            </Anchor>
            <Text>{why}</Text>
          </div>
        </div>
      ))}
    </div>
  );
}
