import { Stack, Text } from '@mantine/core';
import { ValueTable } from '@groundswell/ui';
import { argumentsFault, type Rehearsal } from './rehearsal-model.js';
import { ASK_PERSON } from './rehearsed-question.js';

function valuesOf(text: string): unknown {
  return argumentsFault(text) === null ? JSON.parse(text) : text;
}

/** A rehearsal to be read: what the practice model says, turn by turn, and which tools it then uses. */
export function RehearsalView({ rehearsal }: { rehearsal: Rehearsal }) {
  if (rehearsal.length === 0) return <Text c="dimmed">It has none: without a model nobody can practise it.</Text>;
  return (
    <Stack component="ol" className="gs-list" gap="sm">
      {rehearsal.map((turn, at) => (
        <li key={at}>
          <Text size="xs" c="dimmed">
            Turn {at + 1}
            {at === rehearsal.length - 1 && ', its answer'}
          </Text>
          {turn.text !== '' && <Text className="gs-break">“{turn.text}”</Text>}
          {turn.uses.map((use, index) => (
            <div key={index}>
              <Text>
                {use.tool === ASK_PERSON ? (
                  'Then asks the person and waits for the answer'
                ) : (
                  <>
                    Then uses <strong>{use.tool}</strong>
                  </>
                )}
              </Text>
              <ValueTable
                value={valuesOf(use.argumentsText)}
                caption={`Values of use ${index + 1} in turn ${at + 1}`}
              />
            </div>
          ))}
        </li>
      ))}
    </Stack>
  );
}
