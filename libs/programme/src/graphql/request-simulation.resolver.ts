import { Args, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { type Actor, CurrentActor, Permission } from '@groundswell/platform';
import { SimulateRequestQuery } from '../simulate-request/simulate-request.query.js';
import { RequestSimulationType } from './request-simulation.type.js';

@Resolver()
export class RequestSimulationResolver {
  constructor(private readonly query: SimulateRequestQuery) {}

  @Permission('policy.simulate')
  @Query(() => RequestSimulationType, {
    description: 'What granting a request would change: of the last days, and from now on. Changes nothing.',
  })
  async simulateRequest(
    @CurrentActor() actor: Actor,
    @Args('requestId', { type: () => ID }) requestId: string,
    @Args('connectorId', { type: () => ID, nullable: true, description: 'The connector that was registered for it.' })
    connectorId: string | null,
    @Args('days', { type: () => Int, nullable: true, description: 'How far back to look; 30 unless told.' })
    days: number | null,
  ): Promise<RequestSimulationType> {
    return this.query.simulate(actor, requestId, { connectorId: connectorId ?? null, days: days ?? undefined });
  }
}
