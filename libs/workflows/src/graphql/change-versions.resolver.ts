import { Args, ID, Int, Mutation, Resolver } from '@nestjs/graphql';
import { type Actor, CurrentActor, Permission } from '@groundswell/platform';
import { ReviewVersionService } from '../review-version/review-version.service.js';
import { SaveDraftService } from '../save-draft/save-draft.service.js';
import { StartDraftService } from '../start-draft/start-draft.service.js';
import { SubmitVersionService } from '../submit-version/submit-version.service.js';
import { ReviewVersionInput, SaveDraftInput } from './workflow.input.js';
import {
  PublishBlockedType,
  ReviewVersionResultType,
  versionTypeOf,
  WorkflowVersionType,
} from './workflow-version.type.js';

/** Changes of versions, from the first draft to the review. */
@Resolver()
export class ChangeVersionsResolver {
  constructor(
    private readonly startService: StartDraftService,
    private readonly saveService: SaveDraftService,
    private readonly submitService: SubmitVersionService,
    private readonly reviewService: ReviewVersionService,
  ) {}

  @Permission('workflow.edit')
  @Mutation(() => WorkflowVersionType, {
    description: 'The draft that is there, or a new one from the latest version.',
  })
  async startDraft(
    @CurrentActor() actor: Actor,
    @Args('workflowId', { type: () => ID }) workflowId: string,
  ): Promise<WorkflowVersionType> {
    return versionTypeOf(await this.startService.start(actor, workflowId));
  }

  @Permission('workflow.edit')
  @Mutation(() => WorkflowVersionType, { description: 'Saves a draft, finished or not.' })
  async saveDraft(@CurrentActor() actor: Actor, @Args('input') input: SaveDraftInput): Promise<WorkflowVersionType> {
    return versionTypeOf(await this.saveService.save(actor, input));
  }

  @Permission('workflow.submit')
  @Mutation(() => WorkflowVersionType, { description: 'Hands a finished draft over for review.' })
  async submitVersion(
    @CurrentActor() actor: Actor,
    @Args('versionId', { type: () => ID }) versionId: string,
    @Args('buildMinutes', { type: () => Int }) buildMinutes: number,
  ): Promise<WorkflowVersionType> {
    return versionTypeOf(await this.submitService.submit(actor, versionId, buildMinutes));
  }

  @Permission('workflow.review')
  @Mutation(() => ReviewVersionResultType, {
    description: 'Approves, which publishes, or rejects what someone else built.',
  })
  async reviewVersion(
    @CurrentActor() actor: Actor,
    @Args('input') input: ReviewVersionInput,
  ): Promise<WorkflowVersionType | PublishBlockedType> {
    const result = await this.reviewService.review(actor, input);
    return result.kind === 'blocked' ? { reasons: result.reasons } : versionTypeOf(result.version);
  }
}
