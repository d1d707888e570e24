import type { AnthropicVertex } from '@anthropic-ai/vertex-sdk';
import type { Clock } from '@groundswell/kernel';
import { MessagesModel, type StreamingClient } from './messages-model.js';
import type { ModelPatience, ModelPort, TurnOptions, TurnOutcome } from './model.port.js';
import type { ModelRequest } from '../domain/conversation.js';

/** Where the model's service runs in a cloud, and under which account. */
export type CloudPlace =
  | { readonly service: 'bedrock'; readonly region: string; readonly baseURL?: string | undefined }
  | {
      readonly service: 'vertex';
      readonly region: string;
      readonly project: string;
      readonly baseURL?: string | undefined;
    };

/** Who we are, where it is not to be found as the cloud's own programs find it. */
export interface CloudIdentity {
  readonly aws?: { readonly awsAccessKey: string; readonly awsSecretKey: string };
  readonly google?: NonNullable<ConstructorParameters<typeof AnthropicVertex>[0]>['authClient'];
}

/** What all our clients have in common: no log that could hold a prompt, no retries of their own, no redirects. */
const QUIET = { logLevel: 'off', maxRetries: 0, fetchOptions: { redirect: 'error' } } as const;

/**
 * The official client of the service. Loaded when the first turn is asked for: it brings the cloud's own libraries along, which
 * nobody else should wait for. Who we are it finds as that cloud's programs do: variables, profile, or the machine's own role.
 */
export async function cloudClient(place: CloudPlace, identity: CloudIdentity = {}): Promise<StreamingClient> {
  const options = { ...QUIET, ...(place.baseURL === undefined ? {} : { baseURL: place.baseURL }) };
  if (place.service === 'bedrock') {
    const { AnthropicBedrock } = await import('@anthropic-ai/bedrock-sdk');
    const inRegion = { ...options, awsRegion: place.region };
    return identity.aws === undefined
      ? new AnthropicBedrock(inRegion)
      : new AnthropicBedrock({ ...inRegion, ...identity.aws });
  }
  const { AnthropicVertex } = await import('@anthropic-ai/vertex-sdk');
  const { region, project: projectId } = place;
  return new AnthropicVertex({ ...options, region, projectId, authClient: identity.google ?? null });
}

/** A model whose client is made when it is first needed. */
export class CloudModel implements ModelPort {
  private model: Promise<MessagesModel> | undefined;

  constructor(
    private readonly place: CloudPlace,
    private readonly clock: Clock,
    private readonly patience: ModelPatience,
    private readonly connect: (place: CloudPlace) => Promise<StreamingClient> = cloudClient,
  ) {}

  async turn(request: ModelRequest, options: TurnOptions): Promise<TurnOutcome> {
    this.model ??= this.connect(this.place).then((client) => new MessagesModel(client, this.clock, this.patience));
    return (await this.model).turn(request, options);
  }
}
