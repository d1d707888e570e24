import { useState } from 'react';
import { Anchor, Button, NativeSelect, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  HandOversDocument,
  HandOverWorkflowDocument,
  PeopleToHandOverToDocument,
  type HandOversQuery,
} from '@groundswell/contracts';
import { EmptyState, StageBadge, When } from '@groundswell/ui';
import { Link } from 'react-router';
import { FetchedView } from '../../../lib/fetched-view.js';
import { ProblemNote } from '../../../lib/form.js';
import { Page } from '../../../lib/page.js';
import type { Problem } from '../../../lib/problem.js';
import { useChange, useFetched } from '../../../lib/use-fetched.js';

type HandOver = HandOversQuery['handOvers'][number];
interface Person {
  readonly id: string;
  readonly name: string;
}

function HandOverLine({ one, people, onDone }: { one: HandOver; people: readonly Person[]; onDone: () => void }) {
  const [chosen, setChosen] = useState(one.suggestedOwner?.id ?? '');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [handOver, busy] = useChange(HandOverWorkflowDocument);
  const suggested = one.suggestedOwner == null ? [] : [one.suggestedOwner];
  const others = people.filter((person) => person.id !== one.suggestedOwner?.id);
  const choices = [...suggested, ...others];
  const name = choices.find((person) => person.id === chosen)?.name ?? '';
  const submit = async () => {
    const answer = await handOver({ workflowId: one.workflow.id, ownerId: chosen });
    setProblem(answer.problem);
    if (answer.data === null) return;
    notifications.show({ message: `${one.workflow.title} belongs to ${name} now.` });
    onDone();
  };
  return (
    <li className="app-row">
      <div className="app-row-main">
        <Anchor component={Link} to={`/workflows/${one.workflow.id}`} fw={550} className="gs-break">
          {one.workflow.title}
        </Anchor>
        <Text size="xs" c="dimmed">
          {one.workflow.team.name} · owned by {one.formerOwner.name}, who left{' '}
          {one.leftAt == null ? 'earlier' : <When at={one.leftAt} />}
        </Text>
        <Text size="sm">
          {one.suggestedOwner != null && <strong>{one.suggestedOwner.name}. </strong>}
          {one.suggestion}
        </Text>
        <ProblemNote problem={problem} />
      </div>
      <div className="app-row-side">
        <StageBadge stage={one.workflow.stage} />
        <NativeSelect
          aria-label={`New owner of ${one.workflow.title}`}
          data={[
            { value: '', label: 'Choose someone' },
            ...choices.map(({ id, name: label }) => ({ value: id, label })),
          ]}
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
        <Button size="compact-sm" loading={busy} disabled={chosen === ''} onClick={() => void submit()}>
          Hand over<span className="gs-hidden"> {one.workflow.title}</span>
        </Button>
      </div>
    </li>
  );
}

/** Workflows whose owner left, each with a suggested next one and a click that hands it over. */
export function HandOversPage() {
  const fetched = useFetched(HandOversDocument, {}, { dependsOn: ['Workflow', 'Person'] });
  const everybody = useFetched(PeopleToHandOverToDocument, {});
  const people = (everybody.data?.people.items ?? []).filter((person) => person.active);
  return (
    <Page
      title="Hand-overs"
      lead="Workflows whose owner’s access ended. Nothing of them is lost; each needs someone who answers for it."
      back={{ to: '/requests', label: 'Requests' }}
    >
      <FetchedView of={fetched}>
        {({ handOvers }) =>
          handOvers.length === 0 ? (
            <EmptyState title="Every workflow has an owner">
              When someone’s access ends, their workflows wait here with a suggested next owner.
            </EmptyState>
          ) : (
            <ul className="gs-list">
              {handOvers.map((one) => (
                <HandOverLine key={one.workflow.id} one={one} people={people} onDone={fetched.refetch} />
              ))}
            </ul>
          )
        }
      </FetchedView>
    </Page>
  );
}
