import { Module } from '@nestjs/common';
import { StartUnattendedService } from './start-unattended.service.js';

/** Starts that nobody stands beside. Needs the engine, which is global. */
@Module({ providers: [StartUnattendedService], exports: [StartUnattendedService] })
export class StartUnattendedModule {}
