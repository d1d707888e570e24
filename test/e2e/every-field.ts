import {
  getNamedType,
  getNullableType,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isUnionType,
} from 'graphql';

/** One id for all, or one for each name under which an id is asked for. */
export type IdFor = string | ((name: string) => string);

/** One root field as a request: its document, and variables made by the schema. */
export interface FieldRequest {
  readonly name: string;
  readonly kind: 'query' | 'mutation';
  readonly document: string;
  /** Whether an id stands anywhere in what it takes. */
  readonly takesId: boolean;
  /** Variables in which every id is `id`, or what it gives for the name that the id has there, and every text is `text`. */
  variables(id: IdFor, text: string): Record<string, unknown>;
}

const DEPTH = 3;
const PROBE = 'id-that-is-looked-for';

function selection(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  if (isUnionType(named)) {
    const parts = named.getTypes().map((member) => `... on ${member.name} ${selection(member, depth)}`);
    return `{ __typename ${parts.join(' ')} }`;
  }
  if (!isObjectType(named)) return '';
  const fields = Object.values(named.getFields())
    .filter((field) => field.args.every((arg) => !isNonNullType(arg.type)))
    .flatMap((field) => {
      const inner = getNamedType(field.type);
      if (isScalarType(inner) || isEnumType(inner)) return [field.name];
      return depth > 0 ? [`${field.name} ${selection(field.type, depth - 1)}`] : [];
    });
  return `{ __typename ${fields.join(' ')} }`;
}

function value(type: GraphQLInputType, id: IdFor, text: string, name: string): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [value(nullable.ofType, id, text, name)];
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name;
  if (isInputObjectType(nullable)) {
    return Object.fromEntries(
      Object.values(nullable.getFields()).map((field) => [field.name, value(field.type, id, text, field.name)]),
    );
  }
  switch (nullable.toString()) {
    case 'ID':
      return typeof id === 'string' ? id : id(name);
    case 'Int':
    case 'Float':
    case 'Micros':
      return 1;
    case 'Boolean':
      return true;
    case 'DateTime':
      return '2026-11-02T09:00:00.000Z';
    case 'JSON':
      return {};
    default:
      return text;
  }
}

/** Every query and mutation of a schema, ready to be sent. */
export function everyField(schema: GraphQLSchema): FieldRequest[] {
  return (['query', 'mutation'] as const).flatMap((kind) => {
    const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
    return Object.values(root?.getFields() ?? {}).map((field) => {
      const declared = field.args.map((arg) => `$${arg.name}: ${arg.type.toString()}`).join(', ');
      const passed = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
      const call = field.args.length > 0 ? `${field.name}(${passed})` : field.name;
      return {
        name: field.name,
        kind,
        document: `${kind} ${declared === '' ? '' : `(${declared})`} { ${call} ${selection(field.type, DEPTH - 2)} }`,
        takesId: JSON.stringify(field.args.map((arg) => value(arg.type, PROBE, '', arg.name))).includes(PROBE),
        variables: (id: IdFor, text: string) =>
          Object.fromEntries(field.args.map((arg) => [arg.name, value(arg.type, id, text, arg.name)])),
      };
    });
  });
}
