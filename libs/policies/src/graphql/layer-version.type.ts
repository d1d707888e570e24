import { Field, GraphQLISODateTime, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { JsonScalar } from '@groundswell/platform';
import type { LayerChange } from '../domain/layer-difference.js';

export enum LayerChangeKindEnum {
  added = 'added',
  removed = 'removed',
  changed = 'changed',
  sealed = 'sealed',
  unsealed = 'unsealed',
  renamed = 'renamed',
}
registerEnumType(LayerChangeKindEnum, { name: 'LayerChangeKind' });

@ObjectType('LayerChange', { description: 'One change of a layer in plain sentences.' })
export class LayerChangeType {
  @Field(() => LayerChangeKindEnum) kind!: LayerChange['kind'];
  @Field(() => String, { nullable: true, description: 'Null for what is new.' }) before!: string | null;
  @Field(() => String, { nullable: true, description: 'Null for what is gone.' }) after!: string | null;
}

@ObjectType('PolicyLayerVersion', { description: 'A saved version of a layer. Never changed.' })
export class PolicyLayerVersionType {
  @Field(() => Int) version!: number;
  @Field() name!: string;
  @Field(() => GraphQLISODateTime) savedAt!: Date;
  @Field({ description: 'SHA-256 over what it says.' }) digest!: string;
  @Field(() => JsonScalar) rules!: unknown;
  @Field(() => JsonScalar) obligations!: unknown;
  @Field(() => [LayerChangeType], { description: 'Against the version before it.' }) changes!: readonly LayerChange[];
  /** Resolved to `savedBy`. */
  savedById!: string | null;
}
