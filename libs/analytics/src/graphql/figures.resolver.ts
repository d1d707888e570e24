import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type Actor, CurrentActor, Permission, SignedIn } from '@groundswell/platform';
import { CompoundingQuery } from '../compounding/compounding.query.js';
import { FIGURE_DEFINITIONS } from '../domain/figure-definitions.js';
import { WorkflowImpactQuery } from '../impact/workflow-impact.query.js';
import { SetPlanService } from '../plan/set-plan.service.js';
import { CompoundingType, PlanPointInput } from './compounding.type.js';
import { FigureDefinitionType, WorkflowImpactType } from './figures.type.js';

const USUAL_MONTHS = 12;

/** The figures of the programme and of one workflow, and what they mean. */
@Resolver()
export class FiguresResolver {
  constructor(
    private readonly compoundings: CompoundingQuery,
    private readonly impacts: WorkflowImpactQuery,
    private readonly plans: SetPlanService,
  ) {}

  @Permission('figures.read')
  @Query(() => CompoundingType)
  async compounding(
    @CurrentActor() actor: Actor,
    @Args('months', { type: () => Int, defaultValue: USUAL_MONTHS }) months: number,
  ): Promise<CompoundingType> {
    return this.compoundings.read(actor, months);
  }

  @SignedIn('What a figure means is no secret; the figures themselves ask for their own permission.')
  @Query(() => [FigureDefinitionType])
  figureDefinitions(): readonly FigureDefinitionType[] {
    return FIGURE_DEFINITIONS;
  }

  @Permission('workflow.read')
  @Query(() => WorkflowImpactType)
  async workflowImpact(
    @CurrentActor() actor: Actor,
    @Args('workflowId', { type: () => ID }) workflowId: string,
  ): Promise<WorkflowImpactType> {
    return this.impacts.read(actor, workflowId);
  }

  @Permission('programme.plan')
  @Mutation(() => CompoundingType, { description: 'Sets the plan line and answers with the page as it is now.' })
  async setPlan(
    @CurrentActor() actor: Actor,
    @Args('input', { type: () => [PlanPointInput] }) input: PlanPointInput[],
  ): Promise<CompoundingType> {
    await this.plans.set(actor, input);
    return this.compoundings.read(actor, USUAL_MONTHS);
  }
}
