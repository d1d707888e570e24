import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import {
  OpenInvitationsDocument,
  PeopleDocument,
  TeamListDocument,
  type PersonLineFragment,
} from '@groundswell/contracts';
import { EmptyState } from '@groundswell/ui';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Page, Section } from '../../../lib/page.js';
import { Pager, useCursor } from '../../../lib/pager.js';
import { SearchBox } from '../../../lib/search-box.js';
import { useSession } from '../../../lib/session.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { useUrlFilter } from '../../../lib/use-url-filter.js';
import { InviteDialog } from '../components/invite-dialog.js';
import { OpenInvitations } from '../components/open-invitations.js';
import { PeopleTable } from '../components/people-table.js';
import { PersonDialog } from '../components/person-dialog.js';
import { TeamList } from '../components/team-list.js';

/** Who is in the organisation, in which teams and roles; invitations by link. */
export function PeoplePage() {
  const { can } = useSession();
  const filter = useUrlFilter();
  const search = filter.get('search') ?? '';
  const cursor = useCursor(search);
  const people = useFetched(
    PeopleDocument,
    { search: search === '' ? null : search, after: cursor.after ?? null },
    { dependsOn: ['Person'] },
  );
  const teams = useFetched(TeamListDocument, {}, { dependsOn: ['Team'] });
  const mayInvite = can('person.invite');
  const invitations = useFetched(
    OpenInvitationsDocument,
    {},
    { pause: !mayInvite, dependsOn: ['Invitation', 'IssuedInvitation'] },
  );
  const [inviting, setInviting] = useState(false);
  const [chosen, setChosen] = useState<PersonLineFragment | null>(null);
  const knownTeams = teams.data?.teams ?? [];
  return (
    <Page
      title="People"
      lead="Roles add up. A role says what someone may try; policies say what a workflow may do."
      actions={
        mayInvite && (
          <Button leftSection={<IconUserPlus size={16} aria-hidden="true" />} onClick={() => setInviting(true)}>
            Invite a person
          </Button>
        )
      }
    >
      <SearchBox
        label="Search people"
        placeholder="Name or e-mail address"
        value={search}
        onSearch={(text) => filter.set({ search: text })}
      />
      <FetchedView of={people}>
        {({ people: page }) =>
          page.items.length === 0 ? (
            <EmptyState title="Nobody goes by that name">Try a part of the name or of the address.</EmptyState>
          ) : (
            <>
              <PeopleTable
                people={page.items}
                onChoose={can('person.update') ? setChosen : null}
                mayStop={can('stop.raise') && !can('person.update')}
              />
              <Pager page={page} cursor={cursor} noun="person" nouns="people" />
            </>
          )
        }
      </FetchedView>
      {mayInvite && (
        <Section title="Open invitations">
          <FetchedView of={invitations}>{(data) => <OpenInvitations invitations={data.invitations} />}</FetchedView>
        </Section>
      )}
      <Section title="Teams">
        <FetchedView of={teams}>{(data) => <TeamList teams={data.teams} mayCreate={can('team.create')} />}</FetchedView>
      </Section>
      {inviting && <InviteDialog teams={knownTeams} onClose={() => setInviting(false)} />}
      {chosen !== null && <PersonDialog person={chosen} teams={knownTeams} onClose={() => setChosen(null)} />}
    </Page>
  );
}
