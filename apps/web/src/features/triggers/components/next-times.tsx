import { Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { PreviewScheduleDocument } from '@groundswell/contracts';
import { StartRefusal } from '../../../lib/start-refusal.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { zonedTime } from './trigger-words.js';

const TYPING_MS = 400;

/** Some times by the clocks of a zone. */
export function TimeList({ times, timeZone }: { times: readonly string[]; timeZone: string }) {
  return (
    <ul className="gs-list" aria-label="The next times">
      {times.map((at) => (
        <li key={at}>
          <Text component="time" dateTime={at}>
            {zonedTime(at, timeZone)}
          </Text>
        </li>
      ))}
    </ul>
  );
}

/** What the server makes of a schedule before it is saved: the words, the next five times, and what would stand against it. */
export function NextTimes({
  workflowId,
  cron,
  timeZone,
  inputs,
}: {
  workflowId: string;
  cron: string;
  timeZone: string;
  inputs: unknown;
}) {
  const [asked] = useDebouncedValue(JSON.stringify({ workflowId, cron, timeZone, inputs }), TYPING_MS);
  const input = JSON.parse(asked) as { workflowId: string; cron: string; timeZone: string; inputs: unknown };
  const { data, problem, busy } = useFetched(PreviewScheduleDocument, { input });
  const preview = data?.previewSchedule;
  if (problem !== null) return <Text role="status">{problem.message}</Text>;
  // While it is asked anew, what is known belongs to what was asked before.
  if (preview === undefined || busy) return <Text c="dimmed">Looking up the next times…</Text>;
  return (
    <Stack gap={8} role="status">
      {preview.words == null ? (
        preview.faults.map((fault) => <Text key={fault.path}>{fault.message}</Text>)
      ) : (
        <>
          <Text fw={550}>
            It runs {preview.words}, by the clocks of {input.timeZone}.
          </Text>
          <Text>The next five times:</Text>
          <TimeList times={preview.nextTimes} timeZone={input.timeZone} />
        </>
      )}
      {preview.refusal != null && (
        <StartRefusal refused={preview.refusal} workflowId={workflowId} title="It would be refused today" />
      )}
    </Stack>
  );
}
