import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { OrganisationId, RunId, StepId } from '@groundswell/kernel';
import { bigInteger, safeInteger } from '@groundswell/platform';
import type { ModelFaultKind } from '../model/model.port.js';

/** How an attempt ended. `lost` is one whose worker died before it could count. */
export type AttemptEnding = 'replied' | 'lost' | ModelFaultKind;

/** One request to a model and what it used, whether or not it ended well. The table only grows. */
@Entity('model_attempts')
@Index('model_attempts_run', ['runId', 'startedAt'])
export class ModelAttemptEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'model_attempts_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  @Column('uuid', { name: 'run_id' }) runId!: RunId;
  @Column('uuid', { name: 'step_id' }) stepId!: StepId;
  @Column('integer') attempt!: number;
  @Column('text') model!: string;
  @Column('boolean') practice!: boolean;
  @Column('text') ending!: AttemptEnding;
  @Column('text', { nullable: true }) message!: string | null;
  @Column('integer', { name: 'http_status', nullable: true }) httpStatus!: number | null;
  @Column('text', { name: 'request_id', nullable: true }) requestId!: string | null;
  @Column('bigint', { name: 'input_tokens', transformer: safeInteger }) inputTokens!: number;
  @Column('bigint', { name: 'output_tokens', transformer: safeInteger }) outputTokens!: number;
  @Column('bigint', { name: 'cache_read_tokens', transformer: safeInteger }) cacheReadTokens!: number;
  @Column('bigint', { name: 'cache_write_5m_tokens', transformer: safeInteger }) cacheWrite5mTokens!: number;
  @Column('bigint', { name: 'cache_write_1h_tokens', transformer: safeInteger }) cacheWrite1hTokens!: number;
  /** As the service called it: standard, priority or batch. */
  @Column('text', { name: 'service_tier', nullable: true }) serviceTier!: string | null;
  /** The service did not count to the end, so we guessed. */
  @Column('boolean') estimated!: boolean;
  @Column('text', { name: 'price_id' }) priceId!: string;
  @Column('bigint', { name: 'cost_pico_usd', transformer: bigInteger }) costPicoUsd!: bigint;
  @Column('bigint', { name: 'cost_micros', transformer: safeInteger }) costMicros!: number;
  @Column('bigint', { name: 'usd_rate_micros', transformer: safeInteger }) usdRateMicros!: number;
  @Column('timestamptz', { name: 'started_at' }) startedAt!: Date;
  @Column('timestamptz', { name: 'ended_at' }) endedAt!: Date;
}
