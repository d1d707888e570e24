import { Global, Module } from '@nestjs/common';
import { RunWordsResolver } from '../graphql/run-words.resolver.js';
import { Listening } from './listening.js';
import { Speaking } from './speaking.js';
import { WatchWordsService } from './watch-words.service.js';

/** Words of models on their way from the worker to those who watch. */
@Global()
@Module({ providers: [Listening, Speaking, WatchWordsService, RunWordsResolver], exports: [Speaking] })
export class StreamWordsModule {}
