import { Anchor, Text } from '@mantine/core';
import type { RunBodyFragment } from '@groundswell/contracts';
import { InputTable } from '../../../lib/input-table.js';

const FILE_MARK = 'file:';

/** The inputs that a run was given; a file by its name, to be taken along. */
export function GivenInputs({ run }: { run: Pick<RunBodyFragment, 'inputs' | 'files' | 'version'> }) {
  const names = new Map(run.files.map((file) => [`${FILE_MARK}${file.id}`, file.name]));
  const given: object = typeof run.inputs === 'object' && run.inputs !== null ? run.inputs : {};
  const shown = Object.fromEntries(
    Object.entries(given).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'string' && value.startsWith(FILE_MARK) ? (names.get(value) ?? 'A file') : value,
    ]),
  );
  return (
    <>
      <InputTable schema={run.version.inputSchema} inputs={shown} caption="Inputs of the run" />
      {run.files.map((file) => (
        <Text key={file.id} mt={6} className="gs-break">
          <Anchor href={`/files/${file.id}`} download={file.name}>
            Download {file.name}
          </Anchor>
        </Text>
      ))}
    </>
  );
}
