import { createUnionType, Field, Int, ObjectType } from '@nestjs/graphql';
import { JsonScalar } from '@groundswell/platform';
import { PolicyExplanationType } from '@groundswell/policies';

@ObjectType('ToolCallOutput', { description: 'What a tool answered. Text from outside: never to be rendered as more.' })
export class ToolCallOutputType {
  @Field(() => JsonScalar) content!: unknown;
  @Field() isError!: boolean;
  @Field(() => Int) durationMs!: number;
}

@ObjectType('PolicyRefusal', { description: 'The call was refused, and why.' })
export class PolicyRefusalType {
  @Field(() => PolicyExplanationType) explanation!: PolicyExplanationType;
}

export const ToolCallResultUnion = createUnionType({
  name: 'ToolCallResult',
  types: () => [ToolCallOutputType, PolicyRefusalType] as const,
  resolveType: (value: object) => ('explanation' in value ? PolicyRefusalType : ToolCallOutputType),
});
