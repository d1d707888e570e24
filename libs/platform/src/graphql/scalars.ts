import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

function parseMicros(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new GraphQLError('Micros is a whole number.');
  return value;
}

/** Integer micro-units of the organisation's currency. */
export const MicrosScalar = new GraphQLScalarType<number, number>({
  name: 'Micros',
  description: 'Integer micro-units of the organisation’s currency: 1 EUR = 1000000.',
  serialize: parseMicros,
  parseValue: parseMicros,
  parseLiteral: (node) => parseMicros(node.kind === Kind.INT ? Number(node.value) : undefined),
});

function parsePico(value: unknown): string {
  const text = typeof value === 'bigint' ? value.toString() : value;
  if (typeof text !== 'string' || !/^-?\d+$/.test(text)) throw new GraphQLError('PicoUsd is a whole number as text.');
  return text;
}

/** Integer pico-dollars as text: 1 USD = 1000000000000. */
export const PicoUsdScalar = new GraphQLScalarType<string, string>({
  name: 'PicoUsd',
  description: 'Integer pico-dollars as text: 1 USD = 1000000000000.',
  serialize: parsePico,
  parseValue: parsePico,
  parseLiteral: (node) => parsePico(node.kind === Kind.STRING || node.kind === Kind.INT ? node.value : undefined),
});

function literal(node: ValueNode, variables: Record<string, unknown> | null | undefined): unknown {
  switch (node.kind) {
    case Kind.STRING:
    case Kind.BOOLEAN:
    case Kind.ENUM:
      return node.value;
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.NULL:
      return null;
    case Kind.LIST:
      return node.values.map((item) => literal(item, variables));
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map((field) => [field.name.value, literal(field.value, variables)]));
    case Kind.VARIABLE:
      return variables?.[node.name.value];
  }
}

/** Any JSON value. */
export const JsonScalar = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  description: 'Any JSON value.',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node, variables) => literal(node, variables),
});
