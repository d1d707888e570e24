import { useState } from 'react';
import { Autocomplete, Button, Group, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import {
  SaveScheduleDocument,
  type MissedRule,
  type OverlapRule,
  type ScheduleBodyFragment,
  type TriggeredWorkflowFragment,
} from '@groundswell/contracts';
import { SchemaForm, type FormValues } from '@groundswell/ui';
import { Form, RestoredNote } from '../../../lib/form.js';
import { Section } from '../../../lib/page.js';
import { faultOf, faultsBelow, type Problem } from '../../../lib/problem.js';
import { useSession } from '../../../lib/session.js';
import { useDraft } from '../../../lib/use-draft.js';
import { useChange } from '../../../lib/use-fetched.js';
import { NextTimes } from './next-times.js';
import { TimetableInput } from './timetable-input.js';
import { cronOf, draftOf, NEW_TIMETABLE, type TimetableDraft } from './timetable-model.js';
import { MISSED_WORDS, OVERLAP_WORDS } from './trigger-words.js';

interface ScheduleDraft {
  readonly name: string;
  readonly timetable: TimetableDraft;
  readonly timeZone: string;
  readonly missedRule: MissedRule;
  readonly missedCap: number;
  readonly overlapRule: OverlapRule;
  readonly inputs: FormValues;
}

const MISSED: readonly MissedRule[] = ['skip', 'once', 'all'];
const OVERLAPS: readonly OverlapRule[] = ['skip', 'queue', 'allow'];

function asValues(given: unknown): FormValues {
  return typeof given === 'object' && given !== null && !Array.isArray(given) ? { ...given } : {};
}

function draftFrom(
  schedule: ScheduleBodyFragment | null,
  workflow: TriggeredWorkflowFragment,
  zone: string,
): ScheduleDraft {
  if (schedule === null) {
    return {
      name: workflow.title.slice(0, 80),
      timetable: NEW_TIMETABLE,
      timeZone: zone,
      missedRule: 'skip',
      missedCap: 10,
      overlapRule: 'skip',
      inputs: asValues(workflow.publishedVersion?.sampleInputs),
    };
  }
  const { name, cron, timeZone, missedRule, missedCap, overlapRule, inputs } = schedule;
  return { name, timetable: draftOf(cron), timeZone, missedRule, missedCap, overlapRule, inputs: asValues(inputs) };
}

function Rules({
  value,
  patch,
  problem,
}: {
  value: ScheduleDraft;
  patch: (part: Partial<ScheduleDraft>) => void;
  problem: Problem | null;
}) {
  return (
    <>
      <NativeSelect
        label="When an earlier run is still open"
        data={OVERLAPS.map((rule) => ({ value: rule, label: OVERLAP_WORDS[rule] }))}
        value={value.overlapRule}
        onChange={(event) =>
          patch({ overlapRule: OVERLAPS.find((rule) => rule === event.currentTarget.value) ?? 'skip' })
        }
      />
      <NativeSelect
        label="After the server was down, or the workflow was stopped"
        data={MISSED.map((rule) => ({ value: rule, label: MISSED_WORDS[rule] }))}
        value={value.missedRule}
        onChange={(event) => patch({ missedRule: MISSED.find((rule) => rule === event.currentTarget.value) ?? 'skip' })}
      />
      {value.missedRule === 'all' && (
        <NumberInput
          label="At most"
          description="Older times are left out."
          min={1}
          max={50}
          value={value.missedCap}
          error={faultOf(problem, 'missedCap')}
          onChange={(cap) => patch({ missedCap: Number(cap) })}
        />
      )}
    </>
  );
}

/** Makes a schedule, or changes one; the next times stand beside it before it is saved. */
export function ScheduleForm({
  workflow,
  schedule,
  onSaved,
  onLeave,
}: {
  workflow: TriggeredWorkflowFragment;
  schedule: ScheduleBodyFragment | null;
  onSaved: (id: string) => void;
  onLeave: () => void;
}) {
  const { me } = useSession();
  const fresh = draftFrom(schedule, workflow, me.organisation.timeZone);
  const key = schedule === null ? `schedule.new.${workflow.id}` : `schedule.${schedule.id}.${schedule.revision}`;
  const { value, patch, clear, restored } = useDraft(key, fresh);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [save, busy] = useChange(SaveScheduleDocument);
  const cron = cronOf(value.timetable);

  const submit = async () => {
    const { timetable: _, ...rest } = value;
    const existing = schedule === null ? {} : { id: schedule.id, revision: schedule.revision };
    const answer = await save({ input: { ...rest, ...existing, cron, workflowId: workflow.id } });
    setProblem(answer.problem);
    if (answer.data === null) return;
    clear(fresh);
    onSaved(answer.data.saveSchedule.id);
  };

  return (
    <div className="app-split">
      <Form
        onSubmit={() => void submit()}
        problem={problem}
        label={schedule === null ? 'New schedule' : 'Change the schedule'}
      >
        <RestoredNote restored={restored} onDiscard={() => clear(fresh)} />
        <TextInput
          label="Name"
          value={value.name}
          error={faultOf(problem, 'name')}
          onChange={(event) => patch({ name: event.currentTarget.value })}
        />
        <TimetableInput
          value={value.timetable}
          error={faultOf(problem, 'cron')}
          onChange={(part) => patch({ timetable: { ...value.timetable, ...part } })}
        />
        <Autocomplete
          label="Time zone"
          description="Whose clocks it goes by, in summer and in winter."
          data={Intl.supportedValuesOf('timeZone')}
          limit={20}
          value={value.timeZone}
          error={faultOf(problem, 'timeZone')}
          onChange={(timeZone) => patch({ timeZone })}
        />
        <Rules value={value} patch={patch} problem={problem} />
        <SchemaForm
          schema={workflow.publishedVersion?.inputSchema}
          values={value.inputs}
          onChange={(inputs) => patch({ inputs })}
          errors={faultsBelow(problem, 'inputs')}
          asSample
        />
        <Group>
          <Button type="submit" loading={busy}>
            {schedule === null ? 'Start the schedule' : 'Save'}
          </Button>
          <Button variant="default" onClick={onLeave}>
            Cancel
          </Button>
        </Group>
      </Form>
      <div className="app-aside">
        <Section title="When it runs">
          <NextTimes workflowId={workflow.id} cron={cron} timeZone={value.timeZone} inputs={value.inputs} />
        </Section>
      </div>
    </div>
  );
}
