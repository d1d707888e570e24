import { useState } from 'react';
import { Button, Group, Text } from '@mantine/core';
import { newId } from '@groundswell/kernel';
import {
  StartRunDocument,
  type KeptRefusalFragment,
  type ModelServiceStateFragment,
  type RunnableVersionFragment,
} from '@groundswell/contracts';
import { SchemaForm, type FormValues } from '@groundswell/ui';
import { Form } from '../../../lib/form.js';
import { faultsBelow, localProblem, type Problem } from '../../../lib/problem.js';
import { useDraft } from '../../../lib/use-draft.js';
import { useChange } from '../../../lib/use-fetched.js';
import { firstMode, ModeChoice, type StartMode } from './mode-choice.js';
import { StartRefusal } from '../../../lib/start-refusal.js';

interface RunDraft {
  readonly inputs: FormValues;
  readonly mode: StartMode;
  /** Stays the same until a run has started from it: the same submit twice is one run. */
  readonly idempotencyKey: string;
}

export interface RunFormProps {
  readonly workflowId: string;
  readonly version: RunnableVersionFragment;
  /** Set when a version other than the published one is tried out. */
  readonly asTrial?: boolean;
  readonly service: ModelServiceStateFragment;
  readonly recordHref: string | null;
  readonly onStarted: (runId: string, draftKey: string) => void;
}

function asValues(sample: unknown): FormValues {
  return typeof sample === 'object' && sample !== null && !Array.isArray(sample) ? { ...sample } : {};
}

/** The plain form from which a run starts: the version's inputs with the sample filled in, and how to run it. */
export function RunForm({ workflowId, version, asTrial = false, service, recordHref, onStarted }: RunFormProps) {
  const draftKey = `run.${version.id}`;
  const hasRehearsal = version.rehearsal != null;
  const [fresh] = useState<RunDraft>(() => ({
    inputs: asValues(version.sampleInputs),
    mode: firstMode(service),
    idempotencyKey: newId(),
  }));
  const { value, patch, clear, restored } = useDraft(draftKey, fresh);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [refused, setRefused] = useState<KeptRefusalFragment | null>(null);
  const [start, busy] = useChange(StartRunDocument);
  const blocked = value.mode === 'live' ? !service.liveConfigured : !hasRehearsal;

  const submit = async () => {
    setRefused(null);
    const answer = await start({
      input: {
        workflowId,
        inputs: value.inputs,
        mode: value.mode,
        idempotencyKey: value.idempotencyKey,
        ...(asTrial ? { versionId: version.id } : {}),
      },
    });
    setProblem(answer.problem);
    if (answer.data === null) return;
    const { startRun } = answer.data;
    if (startRun.__typename === 'RunRefused') {
      setProblem(startRun.fields.length > 0 ? localProblem(startRun.fields) : null);
      setRefused(startRun.fields.length > 0 ? null : startRun);
      return;
    }
    patch({ idempotencyKey: newId() });
    onStarted(startRun.id, draftKey);
  };

  return (
    <Form onSubmit={() => void submit()} problem={problem} label={asTrial ? 'Try the draft' : 'Run this workflow'}>
      {refused !== null && <StartRefusal refused={refused} workflowId={workflowId} />}
      <SchemaForm
        schema={version.inputSchema}
        values={value.inputs}
        onChange={(inputs) => patch({ inputs })}
        errors={faultsBelow(problem, 'inputs')}
      />
      {restored && (
        <Group gap={8}>
          <Text c="dimmed">Filled in with what you typed last.</Text>
          <Button size="compact-sm" variant="subtle" onClick={() => clear({ ...fresh, idempotencyKey: newId() })}>
            Back to the sample
          </Button>
        </Group>
      )}
      <ModeChoice
        service={service}
        hasRehearsal={hasRehearsal}
        mode={value.mode}
        onChange={(mode) => patch({ mode })}
        recordHref={recordHref}
      />
      <Group>
        <Button type="submit" loading={busy} disabled={blocked}>
          {value.mode === 'practice' ? 'Run as practice' : asTrial ? 'Run the draft privately' : 'Run'}
        </Button>
      </Group>
    </Form>
  );
}
