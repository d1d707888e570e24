import { useState } from 'react';
import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { ProblemNote } from '../../../lib/form.js';
import type { Problem } from '../../../lib/problem.js';
import type { Changed } from '../../../lib/use-fetched.js';

type Act = () => Promise<Changed<unknown>>;

export interface TriggerActionsProps {
  readonly noun: 'schedule' | 'webhook';
  readonly busy: boolean;
  /** Null for what this person may not do now. */
  readonly runNow: Act | null;
  readonly pause: ((reason: string) => Promise<Changed<unknown>>) | null;
  readonly resume: Act | null;
  readonly takeOver: Act | null;
  readonly end: Act | null;
}

/** Pausing asks for a reason, ending for a second yes; resuming says whose authority it will have. */
export function TriggerActions({ noun, busy, runNow, pause, resume, takeOver, end }: TriggerActionsProps) {
  const [asking, setAsking] = useState<'pause' | 'end' | null>(null);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const act = async (work: Act) => {
    const answer = await work();
    setProblem(answer.problem);
    if (answer.problem === null) setAsking(null);
  };
  if (asking === null && problem === null && [runNow, pause, resume, takeOver, end].every((one) => one === null)) {
    return null;
  }
  const endWord = noun === 'schedule' ? 'End it for good' : 'Delete it for good';
  return (
    <Stack gap="sm">
      <ProblemNote problem={problem} />
      {asking === 'pause' && pause !== null && (
        <>
          <Textarea
            label="Why it is paused"
            description="Shown to its owner. May stay empty."
            autosize
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group gap="sm">
            <Button loading={busy} onClick={() => void act(() => pause(reason))}>
              Pause it
            </Button>
            <Button variant="default" onClick={() => setAsking(null)}>
              Back
            </Button>
          </Group>
        </>
      )}
      {asking === 'end' && end !== null && (
        <>
          <Text>
            {noun === 'schedule'
              ? 'It never runs again. Its history stays.'
              : 'Its address answers nobody any more, and its secrets are destroyed. Its log stays.'}
          </Text>
          <Group gap="sm">
            <Button color="red" loading={busy} onClick={() => void act(end)}>
              {endWord}
            </Button>
            <Button variant="default" onClick={() => setAsking(null)}>
              Back
            </Button>
          </Group>
        </>
      )}
      {asking === null && (
        <Group gap="sm">
          {takeOver !== null && (
            <Button loading={busy} onClick={() => void act(takeOver)}>
              Take it over
            </Button>
          )}
          {resume !== null && (
            <Button loading={busy} onClick={() => void act(resume)}>
              Resume on your authority
            </Button>
          )}
          {runNow !== null && (
            <Button variant="default" loading={busy} onClick={() => void act(runNow)}>
              Run it now
            </Button>
          )}
          {pause !== null && (
            <Button variant="default" onClick={() => setAsking('pause')}>
              Pause…
            </Button>
          )}
          {end !== null && (
            <Button variant="default" onClick={() => setAsking('end')}>
              {noun === 'schedule' ? 'End…' : 'Delete…'}
            </Button>
          )}
        </Group>
      )}
    </Stack>
  );
}
