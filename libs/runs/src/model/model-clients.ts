import Anthropic from '@anthropic-ai/sdk';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@groundswell/kernel';
import { CLOCK, Settings } from '@groundswell/platform';
import { practiceFetch, type PracticeScript } from '../practice/practice-fetch.js';
import { MessagesModel } from './messages-model.js';
import type { ModelPatience, ModelPort } from './model.port.js';

/** Injection token of the patience with the model's service. */
export const PATIENCE = Symbol('MODEL_PATIENCE');

const DEFAULT_BASE_URL = 'https://api.anthropic.com';

/** Makes the port to the model that a run's mode asks for: the configured service, or the practice model. */
@Injectable()
export class ModelClients {
  private liveModel: ModelPort | undefined;

  constructor(
    private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PATIENCE) private readonly patience: ModelPatience,
  ) {}

  /** Whether a live run can be made at all. */
  get liveConfigured(): boolean {
    return this.settings.anthropicApiKey !== undefined;
  }

  /** The server that live runs speak to; null without a key. */
  get baseUrl(): string | null {
    return this.liveConfigured ? (this.settings.anthropicBaseUrl ?? DEFAULT_BASE_URL) : null;
  }

  /** The configured service; null without a key. */
  live(): ModelPort | null {
    const { anthropicApiKey: apiKey } = this.settings;
    if (apiKey === undefined) return null;
    // A redirect would carry a whole conversation to a server that nobody configured.
    this.liveModel ??= this.modelOf({ apiKey, baseURL: this.baseUrl, fetchOptions: { redirect: 'error' } });
    return this.liveModel;
  }

  practice(script: PracticeScript): ModelPort {
    return this.modelOf({ apiKey: 'practice', baseURL: 'http://practice.invalid', fetch: practiceFetch(script) });
  }

  private modelOf(options: ConstructorParameters<typeof Anthropic>[0]): ModelPort {
    // Nothing from the environment, no profile from the disk, and no log that could hold a prompt.
    const client = new Anthropic({ ...options, logLevel: 'off', openTelemetry: false, maxRetries: 0 });
    return new MessagesModel(client, this.clock, this.patience);
  }
}
