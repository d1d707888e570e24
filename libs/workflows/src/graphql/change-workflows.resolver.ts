import { Args, ID, Int, Mutation, Resolver } from '@nestjs/graphql';
import { type Actor, CurrentActor, Permission } from '@groundswell/platform';
import { AdaptWorkflowService } from '../adapt-workflow/adapt-workflow.service.js';
import { ChangeStageService } from '../change-stage/change-stage.service.js';
import { RegisterWorkflowService } from '../register-workflow/register-workflow.service.js';
import { SetOwnerService } from '../set-owner/set-owner.service.js';
import { AdaptWorkflowInput, RegisterWorkflowInput } from './workflow.input.js';
import { StageEnum, WorkflowType } from './workflow.type.js';

/** Changes of workflows as a whole. */
@Resolver()
export class ChangeWorkflowsResolver {
  constructor(
    private readonly registerService: RegisterWorkflowService,
    private readonly adaptService: AdaptWorkflowService,
    private readonly stageService: ChangeStageService,
    private readonly ownerService: SetOwnerService,
  ) {}

  @Permission('workflow.create')
  @Mutation(() => WorkflowType)
  async registerWorkflow(
    @CurrentActor() actor: Actor,
    @Args('input') input: RegisterWorkflowInput,
  ): Promise<WorkflowType> {
    return this.registerService.register(actor, input);
  }

  @Permission('workflow.adapt')
  @Mutation(() => WorkflowType, {
    description: 'A new workflow from a published version: bindings and layers come along.',
  })
  async adaptWorkflow(@CurrentActor() actor: Actor, @Args('input') input: AdaptWorkflowInput): Promise<WorkflowType> {
    return this.adaptService.adapt(actor, input);
  }

  @Permission('workflow.change-stage')
  @Mutation(() => WorkflowType)
  async changeStage(
    @CurrentActor() actor: Actor,
    @Args('workflowId', { type: () => ID }) workflowId: string,
    @Args('stage', { type: () => StageEnum }) stage: StageEnum,
    @Args('reason', { type: () => String, nullable: true }) reason: string | null,
    @Args('revision', { type: () => Int }) revision: number,
  ): Promise<WorkflowType> {
    return this.stageService.change(actor, { workflowId, stage, reason, revision });
  }

  @Permission('workflow.set-owner')
  @Mutation(() => WorkflowType)
  async setWorkflowOwner(
    @CurrentActor() actor: Actor,
    @Args('workflowId', { type: () => ID }) workflowId: string,
    @Args('ownerId', { type: () => ID }) ownerId: string,
    @Args('operatorOwnerId', { type: () => ID, nullable: true }) operatorOwnerId: string | null,
  ): Promise<WorkflowType> {
    return this.ownerService.set(actor, { workflowId, ownerId, operatorOwnerId });
  }
}
