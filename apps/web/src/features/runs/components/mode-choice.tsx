import { Anchor, Radio, Stack, Text } from '@mantine/core';
import type { ModelServiceStateFragment } from '@groundswell/contracts';
import { Link } from 'react-router';
import { useSession } from '../../../lib/session.js';

export type StartMode = 'live' | 'practice';

export interface ModeChoiceProps {
  readonly service: ModelServiceStateFragment;
  readonly hasRehearsal: boolean;
  readonly mode: StartMode;
  readonly onChange: (mode: StartMode) => void;
  readonly recordHref: string | null;
}

/** The mode to begin with: live where a model is configured, practice where it is not. */
export function firstMode(service: ModelServiceStateFragment): StartMode {
  return service.liveConfigured ? 'live' : 'practice';
}

/** What can be done without a model: a draft is not recorded by hand, and what has no rehearsal is not practised. */
function waysUntilThen(canPractise: boolean, canRecord: boolean): string {
  const ways = [...(canPractise ? ['practise'] : []), ...(canRecord ? ['record a run that you did elsewhere'] : [])];
  return ways.length === 0 ? '' : `Until then you can ${ways.join(', or ')}.`;
}

/** Live or practice. Without a key the page says so, and names the two honest ways that remain. */
export function ModeChoice({ service, hasRehearsal, mode, onChange, recordHref }: ModeChoiceProps) {
  const { can } = useSession();
  const record =
    recordHref === null ? null : (
      <Text>
        Done it elsewhere already?{' '}
        <Anchor component={Link} to={recordHref}>
          Record the run by hand
        </Anchor>
        : it counts, marked as recorded.
      </Text>
    );
  return (
    <Stack gap="sm">
      {!service.liveConfigured && (
        <Text>
          <strong>No model is configured on this installation</strong>, so nothing can run live.{' '}
          {can('organisation.update') ? (
            <>
              Start it with <code>ANTHROPIC_API_KEY</code>.
            </>
          ) : (
            'Whoever operates it sets a key.'
          )}{' '}
          {waysUntilThen(hasRehearsal, recordHref !== null)}
        </Text>
      )}
      <Radio.Group
        label="How to run it"
        value={mode}
        onChange={(value) => onChange(value === 'live' ? 'live' : 'practice')}
      >
        <Stack gap={8} mt={8}>
          <Radio
            value="live"
            label="Live"
            disabled={!service.liveConfigured}
            description={
              service.liveConfigured
                ? `A model works on it${service.baseUrl == null ? '' : ` (${service.baseUrl})`}. It costs, and it counts.`
                : 'Needs a model key.'
            }
          />
          <Radio
            value="practice"
            label="Practice"
            disabled={!hasRehearsal}
            description={
              hasRehearsal
                ? service.practiceExplanation
                : 'This version has no rehearsal to replay. Its builder can write one.'
            }
          />
        </Stack>
      </Radio.Group>
      {record}
    </Stack>
  );
}
