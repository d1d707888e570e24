import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { PreviewScheduleDocument, type PreviewScheduleQuery } from '@groundswell/contracts';
import { PolicyRefusalPanel } from '@groundswell/ui';
import { AskRequests } from '../../../lib/ask-request.js';
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

type Refusal = NonNullable<PreviewScheduleQuery['previewSchedule']['refusal']>;

/** What would stand against it today; where a rule does, what may be asked for stands beside it. */
function WouldBeRefused({ refusal, workflowId }: { refusal: Refusal; workflowId: string }) {
  const { explanation } = refusal;
  if (explanation == null)
    return (
      <div className="app-needs">
        <Text fw={550}>It would be refused today</Text>
        <Text className="gs-break">
          {refusal.message} {refusal.nextStep}
        </Text>
      </div>
    );
  return (
    <PolicyRefusalPanel
      title={`It would be refused today. ${refusal.message}`}
      explanation={explanation}
      ask={<AskRequests requestable={explanation.mayRequest} workflowId={workflowId} />}
    >
      {explanation.requestable.length === 0 && <Text>{refusal.nextStep}</Text>}
    </PolicyRefusalPanel>
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
  const { data, problem } = useFetched(PreviewScheduleDocument, { input });
  const preview = data?.previewSchedule;
  if (problem !== null) return <Text role="status">{problem.message}</Text>;
  if (preview === undefined) return <Text c="dimmed">Looking up the next times…</Text>;
  return (
    <div role="status">
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
      {preview.refusal != null && <WouldBeRefused refusal={preview.refusal} workflowId={workflowId} />}
    </div>
  );
}
