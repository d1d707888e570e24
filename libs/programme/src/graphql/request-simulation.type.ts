import { Field, ID, ObjectType } from '@nestjs/graphql';
import {
  type AccessForecast,
  AccessForecastType,
  PolicySimulationType,
  type SimulationResult,
} from '@groundswell/policies';

@ObjectType('AlikeConnector', { description: 'A connector that is there and is called much like what is asked for.' })
export class AlikeConnectorType {
  @Field(() => ID) connectorId!: string;
  @Field() name!: string;
}

@ObjectType('RequestSimulation', { description: 'What granting a request would mean, as far as it can be foreseen.' })
export class RequestSimulationType {
  @Field(() => PolicySimulationType, { nullable: true, description: 'For an exception, and for a rule for one tool.' })
  policy!: SimulationResult | null;
  @Field(() => AccessForecastType, {
    nullable: true,
    description: 'For a tool, a credential, and a connector once it is there.',
  })
  access!: AccessForecast | null;
  @Field(() => [AlikeConnectorType], { description: 'For a connector: those that are there already.' })
  alike!: readonly AlikeConnectorType[];
}
