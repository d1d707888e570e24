import { Anchor, Collapse, Stack, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import {
  SimulatePolicyDocument,
  type CountsFragment,
  type SimulatedChange,
  type SimulatePolicyInput,
  type SimulationFragment,
} from '@groundswell/contracts';
import { formatCount, formatMinutes, formatNumber, When } from '@groundswell/ui';
import { Link } from 'react-router';
import { FetchedView } from './fetched-view.js';
import { useFetched } from './use-fetched.js';

const KIND_WORDS: Readonly<Record<SimulatedChange, { readonly one: string; readonly sign: string }>> = {
  refused: { one: 'refused instead of allowed', sign: '✕' },
  allowed: { one: 'allowed instead of refused', sign: '✓' },
  approvalAdded: { one: 'asked for one more approval', sign: '+' },
  approvalDropped: { one: 'asked for one approval less', sign: '−' },
  duties: { one: 'other limits, hidden fields or reviews', sign: '≠' },
};
const KINDS: readonly SimulatedChange[] = ['refused', 'allowed', 'approvalAdded', 'approvalDropped', 'duties'];

function total(counts: CountsFragment): number {
  return KINDS.reduce((sum, kind) => sum + counts[kind], 0);
}

function Kind({ kind }: { kind: SimulatedChange }) {
  return (
    <span className="app-simulated" data-kind={kind}>
      <span aria-hidden="true">{KIND_WORDS[kind].sign}</span> {KIND_WORDS[kind].one}
    </span>
  );
}

function countsText(counts: CountsFragment): string {
  return KINDS.filter((kind) => counts[kind] > 0)
    .map((kind) => `${formatNumber(counts[kind])} ${KIND_WORDS[kind].one}`)
    .join(', ');
}

/** In how many runs, and in how many starts that left none. */
function whereText({ runs, starts }: { readonly runs: number; readonly starts: number }): string {
  const parts = [
    ...(runs > 0 || starts === 0 ? [formatCount(runs, 'run')] : []),
    ...(starts > 0 ? [formatCount(starts, 'refused start')] : []),
  ];
  return parts.join(' and ');
}

function Summary({ simulation }: { simulation: SimulationFragment }) {
  const {
    counts,
    days,
    judgedCalls,
    judgedRuns,
    judgedSchedules,
    judgedStarts,
    people,
    confirmedMinutes,
    workflows,
    cut,
  } = simulation;
  const refused = judgedStarts === 0 ? '' : `, ${formatCount(judgedStarts, 'refused start')}`;
  const seen = `${formatCount(judgedRuns, 'run')} with ${formatCount(judgedCalls, 'tool call')}${refused}`;
  const fromNowOn = workflows.filter((one) => one.fromNowOn.length > 0).length;
  return (
    <Stack gap={4}>
      {total(counts) === 0 ? (
        <Text fw={600}>Nothing of the last {days} days would have gone otherwise.</Text>
      ) : (
        <>
          <ul className="gs-list app-simulated-counts">
            {KINDS.filter((kind) => counts[kind] > 0).map((kind) => (
              <li key={kind}>
                <strong>{formatNumber(counts[kind])}</strong> <Kind kind={kind} />
              </li>
            ))}
          </ul>
          <Text>
            In {whereText(simulation)} of {formatCount(people, 'person', 'people')}.{' '}
            {confirmedMinutes === 0
              ? 'No confirmed minutes hang on them.'
              : `${formatMinutes(confirmedMinutes)} confirmed on them.`}
          </Text>
        </>
      )}
      {fromNowOn > 0 && (
        <Text>From the next call on, {formatCount(fromNowOn, 'workflow')} would meet something else than today.</Text>
      )}
      <Text c="dimmed" size="xs">
        Judged again: {seen} of the last {days} days{cut ? ', the newest of them' : ''}, and every published workflow
        {judgedSchedules > 0 && ` with ${formatCount(judgedSchedules, 'active schedule')}`}, by the roles, tools and
        labels of today.
      </Text>
    </Stack>
  );
}

function Workflows({ workflows }: { workflows: SimulationFragment['workflows'] }) {
  return (
    <ul className="gs-list">
      {workflows.map((workflow) => (
        <li key={workflow.workflowId} className="app-simulated-workflow">
          <Anchor
            component={Link}
            to={`/workflows/${workflow.workflowId}/what-it-may-do`}
            fw={550}
            className="gs-break"
          >
            {workflow.title}
          </Anchor>
          {total(workflow.counts) > 0 && (
            <Text size="sm">
              {countsText(workflow.counts)}; {whereText(workflow)} of {formatCount(workflow.people, 'person', 'people')}
              {workflow.confirmedMinutes !== 0 && `, ${formatMinutes(workflow.confirmedMinutes)} confirmed`}
            </Text>
          )}
          {workflow.fromNowOn.map((sentence) => (
            <Text key={sentence} size="sm" c="dimmed" className="gs-break">
              From now on: {sentence}
            </Text>
          ))}
        </li>
      ))}
    </ul>
  );
}

function Examples({ examples }: { examples: SimulationFragment['examples'] }) {
  const [open, { toggle }] = useDisclosure(false);
  if (examples.length === 0) return null;
  return (
    <div>
      <UnstyledButton onClick={toggle} aria-expanded={open} className="gs-disclosure">
        <IconChevronDown size={14} aria-hidden="true" data-open={open || undefined} /> The calls, newest first
      </UnstyledButton>
      <Collapse expanded={open}>
        <ul className="gs-list" aria-label="Calls that would have gone otherwise">
          {examples.map((call) => (
            <li
              key={`${call.runId ?? call.at} ${call.actor?.id ?? ''} ${call.stepId ?? call.before}`}
              className="app-simulated-workflow"
            >
              <Text size="sm">
                {call.runId == null ? (
                  <>A start of {call.workflowTitle}</>
                ) : (
                  <Anchor component={Link} to={`/runs/${call.runId}`}>
                    {call.workflowTitle}
                  </Anchor>
                )}
                , <When at={call.at} />
                {call.actor != null && `, ${call.actor.name}`}: <Kind kind={call.kind} />
              </Text>
              <Text size="sm" c="dimmed" className="gs-break">
                Was: {call.before}
              </Text>
              <Text size="sm" className="gs-break">
                Would be: {call.after}
              </Text>
            </li>
          ))}
        </ul>
      </Collapse>
    </div>
  );
}

/** What a change of policy would have meant for the work of the last days, and would mean from now on. */
export function SimulationView({ simulation }: { simulation: SimulationFragment }) {
  return (
    <section className="app-simulation" aria-label="What it would change">
      <Stack gap="sm">
        <Summary simulation={simulation} />
        {simulation.workflows.length > 0 && <Workflows workflows={simulation.workflows} />}
        <Examples examples={simulation.examples} />
      </Stack>
    </section>
  );
}

/** Tries a change of policy at once and shows what it would mean; for whoever may simulate. */
export function Simulated({ input }: { input: SimulatePolicyInput }) {
  const fetched = useFetched(SimulatePolicyDocument, { input }, { policy: 'network-only' });
  return (
    <FetchedView of={fetched}>{({ simulatePolicy }) => <SimulationView simulation={simulatePolicy} />}</FetchedView>
  );
}
