import { useEffect, useState } from 'react';
import { Anchor, Button, Group, NumberInput, Text } from '@mantine/core';
import { IconCheck, IconPencil, IconX } from '@tabler/icons-react';
import {
  ConfirmRunDocument,
  type ConfirmRunMutation,
  type Outcome,
  type RunBodyFragment,
} from '@groundswell/contracts';
import { EvidenceMark, formatMinutes, MINUS, Minutes, THIN_SPACE } from '@groundswell/ui';
import { Link } from 'react-router';
import { ProblemNote } from '../../../lib/form.js';
import { Section } from '../../../lib/page.js';
import { faultOf, type Problem } from '../../../lib/problem.js';
import { useChange } from '../../../lib/use-fetched.js';
import { useKeptFocus } from '../../../lib/use-kept-focus.js';
import { minutesOfSeconds, wasBegunHere } from './attention.js';
import { awaitsEntry } from './use-live-run.js';

type Entry = Pick<
  ConfirmRunMutation['confirmRun'],
  'savedMinutes' | 'humanMinutes' | 'baselineMinutes' | 'grade' | 'outcome'
>;

const OUTCOMES: readonly { readonly outcome: Outcome; readonly label: string; readonly Icon: typeof IconCheck }[] = [
  { outcome: 'accepted', label: 'Used as it is', Icon: IconCheck },
  { outcome: 'edited', label: 'Used after edits', Icon: IconPencil },
  { outcome: 'rejected', label: 'Of no use', Icon: IconX },
];

/** The likeliest first: a run that came to nothing was of no use. */
function outcomesFor({ status }: RunBodyFragment): typeof OUTCOMES {
  return status === 'succeeded' ? OUTCOMES : [...OUTCOMES].reverse();
}

/** What is offered as the person's own minutes: the measured time where it can count as measured, else what such runs took before. */
export function offeredMinutes(run: RunBodyFragment, measuredSeconds: number | null): number {
  const measured = measuredSeconds === null ? null : minutesOfSeconds(measuredSeconds);
  if (measured !== null && run.workflow.baseline?.method === 'timed') return measured;
  return run.suggestedHumanMinutes ?? Math.max(1, measured ?? 0);
}

/** The time that the page has counted, where that is all the time the person gave: they began the run here, or nobody did. */
function measuredOf({ id, trigger }: RunBodyFragment, seconds: number): number | null {
  return wasBegunHere(id) || trigger === 'schedule' || trigger === 'webhook' ? seconds : null;
}

function Confirmed({ entry, run }: { entry: Entry; run: RunBodyFragment }) {
  return (
    <Section title="How it went" id="outcome">
      <Text role="status">
        {entry.outcome === 'rejected' ? 'It was of no use, and cost ' : 'By hand '}
        {entry.outcome === 'rejected' ? (
          <strong>{formatMinutes(entry.humanMinutes)}</strong>
        ) : (
          <>
            {formatMinutes(entry.baselineMinutes)} {MINUS} {formatMinutes(entry.humanMinutes)} of{' '}
            {run.can.confirm ? 'yours' : run.actor.name}:{' '}
            <strong>
              <Minutes minutes={entry.savedMinutes} signed /> saved
            </strong>
          </>
        )}
        . <EvidenceMark grade={entry.grade} />
      </Text>
      <Anchor component={Link} to={`/compounding/time?run=${run.id}`}>
        See the line in the time ledger
      </Anchor>
    </Section>
  );
}

function BaselineLink({ workflowId }: { workflowId: string }) {
  return (
    <Anchor component={Link} to={`/workflows/${workflowId}/impact`}>
      Set the minutes by hand
    </Anchor>
  );
}

function savedWords(minutes: number): string {
  return minutes >= 0 ? `saved me ${formatMinutes(minutes)}` : `took me ${formatMinutes(-minutes)} longer`;
}

function ConfirmForm({
  run,
  seconds,
  onConfirmed,
}: {
  run: RunBodyFragment;
  seconds: () => number;
  onConfirmed: (entry: Entry) => void;
}) {
  const [counted, setCounted] = useState(seconds);
  useEffect(() => {
    const timer = setInterval(() => setCounted(seconds()), 5_000);
    return () => clearInterval(timer);
  }, [seconds]);
  const [typed, setTyped] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [confirm, busy] = useChange(ConfirmRunDocument);
  const measured = measuredOf(run, counted);
  const minutes = typed ?? offeredMinutes(run, measured);
  const baseline = run.workflow.baseline?.minutes ?? null;
  const say = async (outcome: Outcome) => {
    const answer = await confirm({
      input: { runId: run.id, outcome, humanMinutes: minutes, measuredHumanSeconds: measured },
    });
    setProblem(answer.problem);
    if (answer.data !== null) onConfirmed(answer.data.confirmRun);
  };
  return (
    <Section title="How did it go?" id="outcome">
      <ProblemNote problem={problem} />
      <NumberInput
        label="Minutes it still took you"
        required
        description={
          baseline === null
            ? 'Filling in, approving, reading, correcting.'
            : `Filling in, approving, reading, correcting. By hand it takes ${formatMinutes(baseline)}.`
        }
        min={0}
        max={1440}
        allowDecimal={false}
        suffix={`${THIN_SPACE}min`}
        w={{ base: '100%', xs: 280 }}
        value={minutes}
        error={faultOf(problem, 'humanMinutes')}
        onChange={(value) => setTyped(typeof value === 'number' ? value : 0)}
      />
      <Group gap={8}>
        {outcomesFor(run).map(({ outcome, label, Icon }, index) => (
          <Button
            key={outcome}
            variant={index === 0 ? 'filled' : 'default'}
            leftSection={<Icon size={16} aria-hidden="true" />}
            loading={busy}
            onClick={() => void say(outcome)}
          >
            {label}
            {outcome === 'accepted' && baseline !== null && `, ${savedWords(baseline - minutes)}`}
          </Button>
        ))}
      </Group>
      {baseline === null && (
        <Text c="dimmed">
          Nobody has said how long this takes by hand, so nothing can be counted as saved yet.{' '}
          <BaselineLink workflowId={run.workflow.id} />
        </Text>
      )}
    </Section>
  );
}

/** What was said when the run was recorded, before its line stands in the ledger: a moment, or until there is a baseline. */
function Said({ run, outcome }: { run: RunBodyFragment; outcome: Outcome }) {
  return (
    <Section title="How it went" id="outcome">
      <Text role="status">
        {OUTCOMES.find((one) => one.outcome === outcome)?.label}.
        {run.workflow.baseline == null &&
          ' The minutes are kept, and count as soon as somebody says how long this takes by hand.'}
        {awaitsEntry(run) && ' The minutes are being entered in the time ledger …'}
      </Text>
      {run.workflow.baseline == null && <BaselineLink workflowId={run.workflow.id} />}
    </Section>
  );
}

function Retried({ retriedBy }: { retriedBy: string }) {
  return (
    <Section title="How it went" id="outcome">
      <Text>
        It was tried again. The{' '}
        <Anchor component={Link} to={`/runs/${retriedBy}`}>
          retry
        </Anchor>{' '}
        counts in its place.
      </Text>
    </Section>
  );
}

/** The person's verdict on a run and the minutes it took them: one tap if what is offered is right. */
export function OutcomePanel({ run, seconds }: { run: RunBodyFragment; seconds: () => number }) {
  const [said, setSaid] = useState<Entry | null>(null);
  useKeptFocus(said === null ? 'not said' : 'said');
  if (run.retriedBy != null && run.mode !== 'practice') return <Retried retriedBy={run.retriedBy} />;
  const entry = said ?? (run.timeEntry != null && run.outcome != null ? run.timeEntry : null);
  if (entry !== null) return <Confirmed entry={entry} run={run} />;
  if (run.mode === 'recorded' && run.outcome != null) return <Said run={run} outcome={run.outcome} />;
  if (run.mode === 'practice' || !run.can.confirm) return null;
  return <ConfirmForm run={run} seconds={seconds} onConfirmed={setSaid} />;
}
