import { useEffect, useRef, useState } from 'react';
import { Button, Group, Radio, Stack, Text, Textarea, Title } from '@mantine/core';
import { SettleOutcomeDocument, type OutcomeVerdict, type RunBodyFragment } from '@groundswell/contracts';
import { ValueTable } from '@groundswell/ui';
import { IconHelpCircle } from '@tabler/icons-react';
import { useLocation } from 'react-router';
import { Form } from '../../../lib/form.js';
import { faultOf, localProblem, type Problem } from '../../../lib/problem.js';
import { useChange } from '../../../lib/use-fetched.js';
import { isEnded } from './use-live-run.js';

const VERDICTS: readonly { value: OutcomeVerdict; label: string; description: string }[] = [
  { value: 'done', label: 'It happened', description: 'The run goes on as if the tool had answered.' },
  {
    value: 'notDone',
    label: 'It did not happen',
    description: 'The run goes on and is told so. The call is not made again by itself.',
  },
  {
    value: 'repeat',
    label: 'It did not happen: do it now',
    description: 'The same call with the same values is made once more.',
  },
];

/** Of a run that is over nothing is made any more. */
const AFTERWARDS: typeof VERDICTS = [
  { value: 'done', label: 'It happened', description: 'Written into the run’s steps.' },
  {
    value: 'notDone',
    label: 'It did not happen',
    description: 'Written into the run’s steps. Nothing is called any more.',
  },
];

type LostStep = RunBodyFragment['steps'][number];

function SettleForm({ step, over, onSettled }: { step: LostStep; over: boolean; onSettled: () => void }) {
  const [verdict, setVerdict] = useState<OutcomeVerdict | null>(null);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [settle, busy] = useChange(SettleOutcomeDocument);
  const submit = async () => {
    if (verdict === null) {
      setProblem(localProblem([{ path: 'verdict', message: 'Look in the other system, then choose.' }]));
      return;
    }
    const answer = await settle({ input: { stepId: step.id, verdict, reason } });
    setProblem(answer.problem);
    onSettled();
  };
  return (
    <Form onSubmit={() => void submit()} problem={problem} label="What became of the call">
      <Radio.Group
        label="What do you see there?"
        required
        value={verdict}
        error={faultOf(problem, 'verdict')}
        onChange={(value) => setVerdict(VERDICTS.find((one) => one.value === value)?.value ?? null)}
      >
        <Stack gap={8} mt={8}>
          {(over ? AFTERWARDS : VERDICTS).map((one) => (
            <Radio key={one.value} value={one.value} label={one.label} description={one.description} />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label="How do you know?"
        required
        description="Kept in the audit log."
        autosize
        minRows={2}
        value={reason}
        error={faultOf(problem, 'reason')}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group>
        <Button type="submit" loading={busy}>
          {over ? 'Say so' : 'Say so and go on'}
        </Button>
      </Group>
    </Form>
  );
}

/** One call whose answer was lost: the exact values, and where to look. A link to it brings it into view. */
function LostCall({ step, run, onSettled }: { step: LostStep; run: RunBodyFragment; onSettled: () => void }) {
  const over = isEnded(run);
  const place = useRef<HTMLElement>(null);
  const { hash } = useLocation();
  const id = `call-${step.id}`;
  useEffect(() => {
    if (hash === `#${id}`) place.current?.scrollIntoView({ block: 'start' });
  }, [hash, id]);
  return (
    <section ref={place} id={id} className="gs-approval" aria-labelledby={`lost-${step.id}`}>
      <Stack gap="sm">
        <span className="gs-status gs-tone-amber">
          <IconHelpCircle size={18} aria-hidden="true" /> {run.can.settle ? 'Needs you' : 'Needs someone'}
        </span>
        <Title order={2} size="h3" id={`lost-${step.id}`} className="gs-break">
          Did “{step.title}” happen?
        </Title>
        <Text>
          {over
            ? 'The call was on its way when the run was ended, so its answer is lost. The run stays as it is.'
            : 'The call was on its way when it was broken off or the server went down, so its answer is lost. It is never repeated by itself.'}{' '}
          Look in {step.tool?.connector.name ?? 'the other system'} whether it happened.
        </Text>
        {step.arguments != null && <ValueTable value={step.arguments} caption="The values that were sent" />}
        {run.can.settle ? (
          <SettleForm step={step} over={over} onSettled={onSettled} />
        ) : (
          <Text c="dimmed">Whoever started the run, or a steward, says what became of it.</Text>
        )}
      </Stack>
    </section>
  );
}

/** Writes whose answers were lost: nobody repeats them in silence, a person says what became of each. */
export function LostOutcome({ run, onSettled }: { run: RunBodyFragment; onSettled: () => void }) {
  return run.steps
    .filter((step) => step.status === 'unknown')
    .map((step) => <LostCall key={step.id} step={step} run={run} onSettled={onSettled} />);
}
