import type { ReactNode } from 'react';
import { Radio, Stack, Text, TextInput } from '@mantine/core';
import { faultOf, type Problem } from '../../../lib/problem.js';
import { BY_ADDRESS, transportWords, type CatalogueEntry } from './register-model.js';

export interface SourceStepProps {
  readonly catalogue: readonly CatalogueEntry[];
  readonly source: string;
  readonly url: string;
  readonly problem: Problem | null;
  readonly onChange: (part: { source?: string; url?: string }) => void;
}

/** What a choice is, and in small print how its server is reached. */
function Reached({ transport, children }: { transport: string; children: ReactNode }) {
  const { plain, term } = transportWords(transport);
  return (
    <>
      {children}
      <Text span display="block" fz="xs">
        {plain} ({term})
      </Text>
    </>
  );
}

/** Where the server comes from: a command that the operator put into the catalogue, or an address. */
export function SourceStep({ catalogue, source, url, problem, onChange }: SourceStepProps) {
  return (
    <>
      <Radio.Group
        label="What do you want to connect?"
        required
        value={source}
        error={faultOf(problem, 'catalogueKey')}
        onChange={(value) => onChange({ source: value })}
      >
        <Stack gap={8} mt={8}>
          {catalogue.map((entry) => (
            <Radio
              key={entry.key}
              value={entry.key}
              label={entry.title}
              description={<Reached transport={entry.transport}>{entry.description}</Reached>}
            />
          ))}
          <Radio
            value={BY_ADDRESS}
            label={transportWords('http').plain}
            description={`An MCP server that runs elsewhere (${transportWords('http').term}).`}
          />
        </Stack>
      </Radio.Group>
      {source === BY_ADDRESS && (
        <TextInput
          label="Address"
          required
          type="url"
          placeholder="https://mcp.example.com/mcp"
          value={url}
          error={faultOf(problem, 'url')}
          onChange={(event) => onChange({ url: event.currentTarget.value })}
        />
      )}
      {catalogue.length === 0 && (
        <Text c="dimmed">The operator has put no commands into the catalogue of this installation.</Text>
      )}
    </>
  );
}
