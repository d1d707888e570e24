import { fieldsOf, type FieldKind, type SchemaField } from '@groundswell/ui';

interface NamedConnector {
  readonly name: string;
  readonly tools: readonly { readonly id: string; readonly name: string; readonly inputSchema: unknown }[];
}

/** A tool as a rehearsal calls it, and the values that it takes. */
export interface RehearsableTool {
  /** `<connector>.<tool>` */
  readonly name: string;
  readonly values: readonly SchemaField[];
}

/** The tools that are bound, as a rehearsal calls them. */
export function rehearsableTools(
  connectors: readonly NamedConnector[],
  toolIds: readonly string[],
): readonly RehearsableTool[] {
  const chosen = new Set(toolIds);
  return connectors.flatMap((connector) =>
    connector.tools
      .filter((tool) => chosen.has(tool.id))
      .map((tool) => ({ name: `${slugOf(connector.name)}.${tool.name}`, values: fieldsOf(tool.inputSchema) })),
  );
}

const EMPTY_VALUE: Readonly<Record<FieldKind, unknown>> = {
  text: '',
  long: '',
  number: 0,
  integer: 0,
  boolean: false,
  choice: '',
  date: '',
  email: '',
  list: [],
  document: '',
  table: [],
  other: {},
};

/**
 * The values of a call as JSON to be filled in: those that the tool needs, by their names. One that is called like an input of the
 * workflow takes that input.
 */
export function sketchValues(tool: RehearsableTool | undefined, inputKeys: readonly string[]): string {
  const needed = (tool?.values ?? []).filter((value) => value.required);
  const filled = needed.map((value) => [
    value.key,
    inputKeys.includes(value.key) ? `{{inputs.${value.key}}}` : (value.options[0] ?? EMPTY_VALUE[value.kind]),
  ]);
  return JSON.stringify(Object.fromEntries(filled), null, 2);
}

/** What values a tool takes, in words. */
export function valuesHint(tool: RehearsableTool | undefined): string | null {
  if (tool === undefined) return null;
  if (tool.values.length === 0) return 'It takes no values.';
  const names = (required: boolean) =>
    tool.values
      .filter((value) => value.required === required)
      .map((value) => value.key)
      .join(', ');
  const [needed, further] = [names(true), names(false)];
  return [needed === '' ? '' : `It needs ${needed}.`, further === '' ? '' : `It may also take ${further}.`]
    .filter((part) => part !== '')
    .join(' ');
}

/** As the server makes it: the connector's name in tool names. */
function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 24)
    .replace(/^-+|-+$/g, '');
  return plain === '' ? 'connector' : plain;
}
