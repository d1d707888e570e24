import { fieldsOf, ValueTable } from '@groundswell/ui';

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Inputs in the order in which they are asked for, and what the form did not ask for behind them. */
export function inOrderOf(schema: unknown, inputs: unknown): Readonly<Record<string, unknown>> {
  const given = isRecord(inputs) ? inputs : {};
  const asked = fieldsOf(schema).flatMap(({ key }) => (key in given ? [[key, given[key]] as const] : []));
  // What stands there already keeps its place.
  return { ...Object.fromEntries(asked), ...given };
}

/** Inputs by the names under which the form asks for them, in its order. */
export function InputTable({ schema, inputs, caption }: { schema: unknown; inputs: unknown; caption: string }) {
  return (
    <ValueTable
      value={inOrderOf(schema, inputs)}
      caption={caption}
      titles={Object.fromEntries(fieldsOf(schema).map((field) => [field.key, field.label]))}
    />
  );
}
