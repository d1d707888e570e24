import { createUnionType, Field, GraphQLISODateTime, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type {
  ConnectorId,
  JsonObject,
  JsonValue,
  PersonId,
  ToolId,
  WorkflowId,
  WorkflowVersionId,
} from '@groundswell/kernel';
import { JsonScalar, MicrosScalar } from '@groundswell/platform';
import type { VersionContent, VersionStatus } from '../domain/workflow-version.js';
import type { VersionSummary } from '../library/version-summary.js';

/** The states of a version as GraphQL shows them. */
export enum VersionStatusEnum {
  draft = 'draft',
  submitted = 'submitted',
  published = 'published',
  rejected = 'rejected',
  superseded = 'superseded',
}
registerEnumType(VersionStatusEnum, {
  name: 'VersionStatus',
  description: 'Superseded: it was published until a newer one was.',
});

@ObjectType('RunLimits', { description: 'What stops a run that goes on too long or costs too much.' })
export class RunLimitsType {
  @Field(() => Int) maxTurns!: number;
  @Field(() => MicrosScalar) maxCostMicros!: number;
  @Field(() => Int, { nullable: true, description: 'All tokens together, in and out.' }) maxTokens?: number;
  @Field(() => Int, { nullable: true, description: 'Of the model and the tools at work, without waiting for people.' })
  maxMinutes?: number;
  @Field(() => Int, { nullable: true, description: 'Questions that a run may ask its person.' })
  maxQuestions?: number;
}

/** A binding in GraphQL. Connector and tools are added by an upper library, from the ids that have no field. */
@ObjectType('Binding', { description: 'The use of one connector by a version.' })
export class BindingType {
  @Field(() => ID) connectorVersionId!: string;
  @Field({ description: 'Whether it came along with adapting.' }) inherited!: boolean;
  connectorId!: ConnectorId;
  toolIds!: readonly ToolId[];
}

@ObjectType('DraftFault', { description: 'What a draft still lacks before it can be submitted.' })
export class DraftFaultType {
  @Field() path!: string;
  @Field() message!: string;
}

/** A version in GraphQL. Properties without a field are there for the resolvers of upper libraries. */
@ObjectType('WorkflowVersion', { description: 'What a workflow does. Frozen once it left the draft.' })
export class WorkflowVersionType {
  @Field(() => ID) id!: WorkflowVersionId;
  @Field(() => Int) number!: number;
  @Field(() => VersionStatusEnum) status!: VersionStatus;
  @Field(() => Int) revision!: number;
  @Field({ description: 'A text with {{inputs.name}} in it: names only, no expressions.' }) instructions!: string;
  @Field(() => JsonScalar) inputSchema!: JsonObject;
  @Field(() => JsonScalar, { nullable: true }) outputSchema!: JsonObject | null;
  @Field(() => JsonScalar) sampleInputs!: JsonObject;
  @Field() model!: string;
  @Field(() => RunLimitsType) limits!: RunLimitsType;
  @Field(() => [CalledWorkflowType], { description: 'Workflows that it may call.' })
  calls!: readonly CalledWorkflowType[];
  @Field(() => JsonScalar, { nullable: true, description: 'The script that the practice model replays.' })
  rehearsal!: JsonValue;
  @Field(() => String, { nullable: true, description: 'SHA-256 of the closure, from submitting on.' }) digest!:
    string | null;
  @Field(() => GraphQLISODateTime) createdAt!: Date;
  @Field(() => GraphQLISODateTime, { nullable: true }) submittedAt!: Date | null;
  @Field(() => GraphQLISODateTime, { nullable: true }) publishedAt!: Date | null;
  @Field(() => String, { nullable: true }) reviewComment!: string | null;
  @Field(() => Int, { nullable: true }) buildMinutes!: number | null;
  @Field(() => Int, { nullable: true }) reviewMinutes!: number | null;
  @Field() changeNote!: string;
  content!: VersionContent;
  workflowId!: WorkflowId;
  builderId!: PersonId;
  reviewerId!: PersonId | null;
}

/** The GraphQL shape of a version. */
export function versionTypeOf(version: VersionSummary): WorkflowVersionType {
  const { content } = version;
  return {
    id: version.id,
    number: version.number,
    status: version.status,
    revision: version.revision,
    instructions: content.instructions,
    inputSchema: content.inputSchema,
    outputSchema: content.outputSchema,
    sampleInputs: content.sampleInputs,
    model: content.model,
    limits: content.limits,
    calls: content.calls ?? [],
    rehearsal: content.rehearsal,
    digest: version.digest,
    createdAt: version.createdAt,
    submittedAt: version.submittedAt,
    publishedAt: version.publishedAt,
    reviewComment: version.reviewComment,
    buildMinutes: version.buildMinutes,
    reviewMinutes: version.reviewMinutes,
    changeNote: content.changeNote,
    content,
    workflowId: version.workflowId,
    builderId: version.builderId,
    reviewerId: version.reviewerId,
  };
}

@ObjectType('CalledWorkflow', { description: 'A workflow that a version may call, pinned to one of its versions.' })
export class CalledWorkflowType {
  @Field(() => ID) workflowId!: WorkflowId;
  @Field() title!: string;
  @Field(() => Int) versionNumber!: number;
  @Field({ description: 'How instructions and a rehearsal name it.' }) name!: string;
}

@ObjectType('VersionChange', { description: 'One readable difference between two versions. Null means: not there.' })
export class VersionChangeType {
  @Field() area!: string;
  @Field() label!: string;
  @Field(() => String, { nullable: true }) before!: string | null;
  @Field(() => String, { nullable: true }) after!: string | null;
}

@ObjectType('AskableCredentialOrTool', {
  description: 'What a steward can be asked for: this tool, or without one the credential of the connector.',
})
export class AskableCredentialOrToolType {
  @Field(() => ID) connectorId!: string;
  @Field(() => ID, { nullable: true }) toolId!: string | null;
}

@ObjectType('BlockedReason')
export class BlockedReasonType {
  @Field() code!: string;
  @Field() message!: string;
  @Field() nextStep!: string;
  @Field(() => AskableCredentialOrToolType, { nullable: true }) askFor?: AskableCredentialOrToolType;
}

@ObjectType('PublishBlocked', { description: 'Why an approval cannot take effect yet.' })
export class PublishBlockedType {
  @Field(() => [BlockedReasonType]) reasons!: readonly BlockedReasonType[];
}

export const ReviewVersionResultType = createUnionType({
  name: 'ReviewVersionResult',
  types: () => [WorkflowVersionType, PublishBlockedType] as const,
  resolveType: (value: WorkflowVersionType | PublishBlockedType) =>
    'reasons' in value ? PublishBlockedType : WorkflowVersionType,
});
