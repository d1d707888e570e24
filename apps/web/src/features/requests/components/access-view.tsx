import { Anchor, Stack, Text } from '@mantine/core';
import type { AccessAnswersFragment, AccessFragment } from '@groundswell/contracts';
import { formatCount, formatMinutes, formatNumber } from '@groundswell/ui';
import { Link } from 'react-router';

type Answer = 'allowed' | 'approval' | 'refused';

const WORDS: Readonly<Record<Answer, { readonly text: string; readonly sign: string }>> = {
  allowed: { text: 'would go through', sign: '✓' },
  approval: { text: 'would ask a person first', sign: '+' },
  refused: { text: 'a layer would refuse all the same', sign: '✕' },
};
const ANSWERS: readonly Answer[] = ['allowed', 'approval', 'refused'];

function total(counts: AccessAnswersFragment): number {
  return ANSWERS.reduce((sum, answer) => sum + counts[answer], 0);
}

function Counts({ counts, noun }: { counts: AccessAnswersFragment; noun: string }) {
  if (total(counts) === 0) return null;
  return (
    <ul className="gs-list app-simulated-counts" aria-label={`${noun}s of the last days`}>
      {ANSWERS.filter((answer) => counts[answer] > 0).map((answer) => (
        <li key={answer}>
          <strong>{formatNumber(counts[answer])}</strong> {counts[answer] === 1 ? noun : `${noun}s`}{' '}
          <span className="app-simulated" data-kind={answer === 'approval' ? 'approvalAdded' : answer}>
            <span aria-hidden="true">{WORDS[answer].sign}</span> {WORDS[answer].text}
          </span>
        </li>
      ))}
    </ul>
  );
}

type Waiting = AccessFragment['workflows'][number];

function howItStands({ binds, runnable, scheduled }: Waiting): string {
  if (!binds) return 'Its present version does without.';
  if (scheduled) return 'Runs by a schedule.';
  return runnable ? 'People may run it.' : 'Nobody may run it yet: it is not in pilot or production.';
}

function WaitingWorkflow({ one }: { one: Waiting }) {
  const met = [
    ...(total(one.calls) > 0 ? [formatCount(total(one.calls), 'refused call')] : []),
    ...(total(one.starts) > 0 ? [formatCount(total(one.starts), 'refused start')] : []),
    ...(one.people > 0 ? [`by ${formatCount(one.people, 'person', 'people')}`] : []),
    ...(one.confirmedMinutes !== 0 ? [`${formatMinutes(one.confirmedMinutes)} confirmed`] : []),
  ].join(', ');
  return (
    <li className="app-simulated-workflow">
      <Anchor component={Link} to={`/workflows/${one.workflowId}/what-it-may-do`} fw={550} className="gs-break">
        {one.title}
      </Anchor>
      <Text size="sm">
        {howItStands(one)} {met !== '' && `${met}.`}
      </Text>
      {one.fromNowOn.map((sentence) => (
        <Text key={sentence} size="sm" c="dimmed" className="gs-break">
          From now on: {sentence}
        </Text>
      ))}
    </li>
  );
}

/** What hangs on a tool or a connector that cannot be used yet. */
export function AccessView({ access }: { access: AccessFragment }) {
  const { days, calls, starts, people, confirmedMinutes, workflows, cut } = access;
  const met = total(calls) + total(starts);
  const bound = workflows.filter((one) => one.binds).length;
  return (
    <section className="app-simulation" aria-label="What hangs on it">
      <Stack gap="sm">
        {met === 0 ? (
          <Text fw={600}>Nothing was refused for it in the last {days} days.</Text>
        ) : (
          <>
            <Counts counts={calls} noun="refused call" />
            <Counts counts={starts} noun="refused start" />
            <Text>
              {formatCount(people, 'person', 'people')} met this.{' '}
              {confirmedMinutes === 0
                ? 'No minutes are confirmed in these workflows yet.'
                : `${formatMinutes(confirmedMinutes)} are confirmed in these workflows.`}
            </Text>
          </>
        )}
        <Text>
          {bound === 0
            ? 'At present no workflow binds it.'
            : `At present ${formatCount(bound, 'workflow')} ${bound === 1 ? 'binds' : 'bind'} it.`}
        </Text>
        {workflows.length > 0 && (
          <ul className="gs-list">
            {workflows.map((one) => (
              <WaitingWorkflow key={one.workflowId} one={one} />
            ))}
          </ul>
        )}
        <Text c="dimmed" size="xs">
          Calls and starts of the last {days} days that did not get it{cut ? ', the newest of them' : ''}, by the
          layers, roles and labels of today.
        </Text>
      </Stack>
    </section>
  );
}
