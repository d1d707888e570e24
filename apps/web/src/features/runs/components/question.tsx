import { useState } from 'react';
import { Button, Group, Loader, Stack, Text, Textarea, Title } from '@mantine/core';
import { AnswerQuestionDocument, type RunBodyFragment } from '@groundswell/contracts';
import { InertText, When, type StepValue } from '@groundswell/ui';
import { IconMessageQuestion } from '@tabler/icons-react';
import { Form } from '../../../lib/form.js';
import { faultOf, type Problem } from '../../../lib/problem.js';
import { useDraft } from '../../../lib/use-draft.js';
import { useChange } from '../../../lib/use-fetched.js';

/** What a run asks its person, as its step has it. */
export function questionOf(args: unknown): { readonly question: string; readonly choices: readonly string[] } {
  if (typeof args !== 'object' || args === null) return { question: '', choices: [] };
  const question = 'question' in args && typeof args.question === 'string' ? args.question : '';
  const choices = 'choices' in args && Array.isArray(args.choices) ? (args.choices as readonly unknown[]) : [];
  return { question, choices: choices.filter((choice) => typeof choice === 'string') };
}

/** Whether a step asks a person: it calls no tool of a connector, and what it passes on is a question. */
export function isQuestion({ kind, tool, arguments: args }: RunBodyFragment['steps'][number]): boolean {
  return kind === 'tool' && tool == null && questionOf(args).question !== '';
}

/** Such a step as people read it: what was asked, what there was to choose from, what came back. */
export function asQuestion(step: RunBodyFragment['steps'][number]): StepValue {
  const { question, choices } = questionOf(step.arguments);
  const said = {
    Asked: question,
    ...(choices.length > 0 && { 'To choose from': choices.join('\n') }),
    ...(step.text != null && step.text !== '' && { 'What it was told': step.text }),
  };
  return { ...step, kind: 'question', arguments: said, result: null, text: null };
}

function AnswerForm({
  stepId,
  choices,
  onAnswered,
}: {
  stepId: string;
  choices: readonly string[];
  onAnswered: () => void;
}) {
  const { value, patch, clear } = useDraft(`answer.${stepId}`, { answer: '' });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [send, busy] = useChange(AnswerQuestionDocument);
  const [said, setSaid] = useState<string | null>(null);
  const say = async (answer: string, choice: string | null) => {
    setSaid(choice);
    const { problem: fault } = await send({ input: { stepId, answer } });
    setProblem(fault);
    if (fault === null) clear({ answer: '' });
    onAnswered();
  };
  return (
    <Form onSubmit={() => void say(value.answer, null)} problem={problem} label="Your answer">
      {choices.length > 0 && (
        <Group gap="sm">
          {choices.map((choice) => (
            <Button
              key={choice}
              variant="default"
              disabled={busy}
              leftSection={busy && said === choice && <Loader size={16} aria-hidden="true" />}
              onClick={() => void say(choice, choice)}
            >
              {choice}
            </Button>
          ))}
        </Group>
      )}
      <Textarea
        label={choices.length > 0 ? 'Or in your own words' : 'Your answer'}
        description="The run goes on with it, word for word."
        required
        autosize
        minRows={2}
        value={value.answer}
        error={faultOf(problem, 'answer')}
        onChange={(event) => patch({ answer: event.currentTarget.value })}
      />
      <Group>
        <Button type="submit" loading={busy && said === null} disabled={busy}>
          Answer and go on
        </Button>
      </Group>
    </Form>
  );
}

/** A question of the run to the person for whom it works. Others see that it waits, and for whom. */
export function Question({ run, onAnswered }: { run: RunBodyFragment; onAnswered: () => void }) {
  const step = run.steps.find((one) => one.status === 'waiting');
  if (run.waitingFor !== 'answer' || step === undefined) return null;
  const { question, choices } = questionOf(step.arguments);
  return (
    <section className="gs-approval" aria-labelledby={`question-${step.id}`}>
      <Stack gap="sm">
        <span className="gs-status gs-tone-amber">
          <IconMessageQuestion size={18} aria-hidden="true" /> {run.can.answer ? 'Needs you' : 'Needs someone'}
        </span>
        <Title order={2} size="h3" id={`question-${step.id}`}>
          The run asks {run.can.answer ? 'you' : run.actor.name}
        </Title>
        <InertText text={question} />
        {run.waitsUntil != null && (
          <Text size="xs" c="dimmed">
            {run.mode === 'practice' ? 'From the rehearsal.' : 'Written by the model.'} Without an answer the run ends{' '}
            <When at={run.waitsUntil} />.
          </Text>
        )}
        {run.can.answer ? (
          <AnswerForm key={step.id} stepId={step.id} choices={choices} onAnswered={onAnswered} />
        ) : (
          <Text>Only {run.actor.name} can answer it.</Text>
        )}
      </Stack>
    </section>
  );
}
