import { Module } from '@nestjs/common';
import { RunOriginResolver } from '../graphql/run-origin.resolver.js';
import { RunOriginsQuery } from './run-origins.query.js';
import { StartUnattendedService } from './start-unattended.service.js';

/** Starts that nobody stands beside, and where a run came from. Needs the engine, which is global. */
@Module({ providers: [RunOriginResolver, RunOriginsQuery, StartUnattendedService], exports: [StartUnattendedService] })
export class StartUnattendedModule {}
