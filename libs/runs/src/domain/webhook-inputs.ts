import type { FieldFault, JsonObject, JsonValue } from '@groundswell/kernel';

/** Where in a body each input stands, as JSON pointers (RFC 6901). Without a mapping the body itself holds the inputs. */
export type WebhookMapping = Readonly<Record<string, string>>;

const MOST_INPUTS = 100;
const LONGEST_POINTER = 200;

/** What is wrong with a mapping, for the inputs that a version has. */
export function mappingFaults(mapping: WebhookMapping, inputs: readonly string[]): FieldFault[] {
  const entries = Object.entries(mapping);
  if (entries.length > MOST_INPUTS) return [{ path: 'mapping', message: `At most ${MOST_INPUTS} inputs are mapped.` }];
  return entries.flatMap(([name, pointer]) => {
    const path = `mapping.${name}`;
    if (!inputs.includes(name)) return [{ path, message: `This workflow has no input named ${name}.` }];
    const fits =
      typeof pointer === 'string' && pointer.length <= LONGEST_POINTER && /^(\/([^~/]|~[01])*)*$/.test(pointer);
    return fits ? [] : [{ path, message: 'Say where it stands, such as /order/customer/name.' }];
  });
}

/** The inputs that a body holds. What a mapping points at and is not there is left out: the schema says whether it may be. */
export function inputsFrom(body: JsonValue, mapping: WebhookMapping | null): JsonValue {
  if (mapping === null) return body;
  const inputs: Record<string, JsonValue> = {};
  for (const [name, pointer] of Object.entries(mapping)) {
    const value = at(body, pointer);
    if (value !== undefined) inputs[name] = value;
  }
  return inputs;
}

function at(body: JsonValue, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = body;
  for (const token of pointer.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    value = memberOf(value, name);
    if (value === undefined) return undefined;
  }
  return value;
}

function memberOf(value: JsonValue, name: string): JsonValue | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) return Object.hasOwn(value, name) ? (value as JsonObject)[name] : undefined;
  const list: readonly JsonValue[] = value;
  return /^(0|[1-9]\d{0,5})$/.test(name) ? list[Number(name)] : undefined;
}
