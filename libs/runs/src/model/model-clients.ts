import Anthropic from '@anthropic-ai/sdk';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@groundswell/kernel';
import { CLOCK, Settings } from '@groundswell/platform';
import { practiceFetch, type PracticeScript } from '../practice/practice-fetch.js';
import { CloudModel, type CloudPlace } from './cloud-clients.js';
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
    const { modelService, anthropicApiKey } = this.settings;
    return modelService === 'anthropic' ? anthropicApiKey !== undefined : this.place() !== null;
  }

  /** The server or the cloud that live runs speak to; null when none is configured. */
  get baseUrl(): string | null {
    const { modelService, anthropicBaseUrl, modelBaseUrl, modelRegion } = this.settings;
    if (!this.liveConfigured) return null;
    if (modelService === 'anthropic') return anthropicBaseUrl ?? DEFAULT_BASE_URL;
    return (
      modelBaseUrl ?? `${modelService === 'bedrock' ? 'Amazon Bedrock' : 'Google Vertex AI'} in ${modelRegion ?? ''}`
    );
  }

  /** The configured service; null when it lacks its key, its region or its project. */
  live(): ModelPort | null {
    const place = this.place();
    if (place !== null) return (this.liveModel ??= new CloudModel(place, this.clock, this.patience));
    const { anthropicApiKey: apiKey, modelService } = this.settings;
    if (apiKey === undefined || modelService !== 'anthropic') return null;
    // A redirect would carry a whole conversation to a server that nobody configured.
    this.liveModel ??= this.modelOf({ apiKey, baseURL: this.baseUrl, fetchOptions: { redirect: 'error' } });
    return this.liveModel;
  }

  private place(): CloudPlace | null {
    const { modelService: service, modelRegion: region, modelProject: project, modelBaseUrl: baseURL } = this.settings;
    if (service === 'bedrock' && region !== undefined) return { service, region, baseURL };
    if (service === 'vertex' && region !== undefined && project !== undefined)
      return { service, region, project, baseURL };
    return null;
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
