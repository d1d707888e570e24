import type { ComponentType } from 'react';
import { Anchor } from '@mantine/core';
import { ErrorState } from '@groundswell/ui';
import { Link } from 'react-router';
import { Page } from '../lib/page.js';
import { useSession } from '../lib/session.js';

/** What a page needs, and its name for whom it is closed to. */
export interface PageNeeds {
  readonly permission: string;
  readonly title: string;
}

function Closed({ title }: { title: string }) {
  const { me } = useSession();
  return (
    <Page title={title}>
      <ErrorState
        title="You may not open this page"
        message={`Your roles (${me.person.roles.join(', ')}) do not include it. If your work needs it, ask an owner of ${me.organisation.name} for a role that does.`}
        action={
          <Anchor component={Link} to="/">
            Go home
          </Anchor>
        }
      />
    </Page>
  );
}

/** A page for those who hold a permission. Everyone else gets one refusal instead of a page whose parts are refused one by one. */
export function pageThatNeeds({ permission, title }: PageNeeds, Inside: ComponentType): ComponentType {
  return function Needed() {
    return useSession().can(permission) ? <Inside /> : <Closed title={title} />;
  };
}
