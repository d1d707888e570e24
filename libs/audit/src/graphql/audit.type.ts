import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { JsonScalar } from '@groundswell/platform';

@ObjectType('AuditEntry', { description: 'One line of the append-only log.' })
export class AuditEntryType {
  @Field(() => ID) id!: string;
  @Field(() => Int) seq!: number;
  @Field(() => GraphQLISODateTime) at!: Date;
  @Field() action!: string;
  @Field() sentence!: string;
  @Field() actorName!: string;
  @Field(() => ID, { nullable: true }) actorId!: string | null;
  @Field() subjectType!: string;
  @Field(() => ID, { nullable: true }) subjectId!: string | null;
  @Field(() => ID, { nullable: true }) workflowId!: string | null;
  @Field(() => ID, { nullable: true }) runId!: string | null;
  @Field(() => ID, { nullable: true }) connectorId!: string | null;
  @Field(() => JsonScalar) details!: unknown;
  @Field({ description: 'SHA-256 over the entry and the hash of the one before.' }) hash!: string;
}

@ObjectType('AuditPage')
export class AuditPageType {
  @Field(() => [AuditEntryType]) items!: AuditEntryType[];
  @Field(() => Int) totalCount!: number;
  @Field(() => String, { nullable: true }) nextCursor!: string | null;
}

@ObjectType('AuditVerification')
export class AuditVerificationType {
  @Field() ok!: boolean;
  @Field(() => Int) entries!: number;
  @Field(() => Int, { nullable: true }) firstBadSeq!: number | null;
  @Field(() => Int, { nullable: true, description: 'The first entry that is proven; retention removed those before.' })
  provenFrom!: number | null;
  @Field(() => Int, { description: 'Signed checkpoints that the log agrees with.' }) checkpoints!: number;
  @Field(() => GraphQLISODateTime, { nullable: true }) newestCheckpointAt!: Date | null;
  @Field() message!: string;
}

@ObjectType('AuditCheckpoint', { description: 'A signature over how far the log reached.' })
export class AuditCheckpointType {
  @Field(() => Int) seq!: number;
  @Field({ description: '`head`, or `kept-from` where retention removed what came before.' }) kind!: string;
  @Field() hash!: string;
  @Field(() => GraphQLISODateTime) at!: Date;
  @Field({ description: 'Which key signed.' }) keyId!: string;
  @Field({ description: 'The checkpoint as a file, to be kept elsewhere.' }) document!: string;
}

@InputType('AuditFilter')
export class AuditFilterInput {
  @Field(() => ID, { nullable: true }) personId?: string | null;
  @Field(() => String, { nullable: true }) action?: string | null;
  @Field(() => ID, { nullable: true }) workflowId?: string | null;
  @Field(() => ID, { nullable: true }) runId?: string | null;
  @Field(() => ID, { nullable: true }) connectorId?: string | null;
  @Field(() => ID, { nullable: true }) toolId?: string | null;
  @Field(() => GraphQLISODateTime, { nullable: true }) since?: Date | null;
  @Field(() => GraphQLISODateTime, { nullable: true }) until?: Date | null;
  @Field(() => String, { nullable: true }) search?: string | null;
}
