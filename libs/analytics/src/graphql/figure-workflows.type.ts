import { Field, GraphQLISODateTime, ObjectType } from '@nestjs/graphql';
import type { WorkflowId } from '@groundswell/kernel';

/** A workflow behind a figure; the workflow itself is fetched from the id that has no field. */
@ObjectType('FigureWorkflow', { description: 'A workflow that a figure counts, and what makes it count.' })
export class FigureWorkflowType {
  @Field() note!: string;
  @Field(() => GraphQLISODateTime, { nullable: true }) at!: Date | null;
  workflowId!: WorkflowId;
}

@ObjectType('FigureWorkflowGroup')
export class FigureWorkflowGroupType {
  @Field() title!: string;
  @Field(() => [FigureWorkflowType]) items!: readonly FigureWorkflowType[];
}
