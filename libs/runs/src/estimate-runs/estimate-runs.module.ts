import { Global, Module } from '@nestjs/common';
import { RunEstimateResolver } from '../graphql/run-estimate.resolver.js';
import { EstimateRuns } from './estimate-runs.query.js';

/** What runs will take. Needs the price lists and `ToolOffers` from global modules. */
@Global()
@Module({ providers: [EstimateRuns, RunEstimateResolver], exports: [EstimateRuns] })
export class EstimateRunsModule {}
