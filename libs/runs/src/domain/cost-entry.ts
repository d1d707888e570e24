import type {
  ConnectorId,
  CostEntryId,
  Micros,
  PersonId,
  PicoUsd,
  PolicyLayerId,
  RunId,
  StepId,
  WorkflowId,
  WorkflowVersionId,
} from '@groundswell/kernel';
import type { TokenUsage } from './token-usage.js';

export const COST_KINDS = [
  'build',
  'review',
  'connectorSetup',
  'policySetup',
  'model',
  'tool',
  'upkeep',
  'training',
  'licence',
  'overhead',
] as const;
export type CostKind = (typeof COST_KINDS)[number];

/** What a line of the cost ledger is about. */
export interface CostSubject {
  readonly workflowId?: WorkflowId | null;
  readonly versionId?: WorkflowVersionId | null;
  readonly runId?: RunId | null;
  readonly stepId?: StepId | null;
  readonly connectorId?: ConnectorId | null;
  readonly layerId?: PolicyLayerId | null;
}

interface CostLineBase extends CostSubject {
  readonly kind: CostKind;
  /** When the cost arose; the ledger also keeps when it was written down. */
  readonly at: Date;
  /** What caused it, unique within the organisation: told twice, it is booked once. */
  readonly source: string;
  readonly note?: string | null;
  /** The line that this one replaces. */
  readonly corrects?: CostEntryId | null;
}

/** Minutes of a person, charged at the organisation's loaded rate unless another one is given. */
export interface MinutesLine extends CostLineBase {
  readonly personId: PersonId;
  readonly minutes: number;
  readonly rateMicrosPerHour?: Micros;
}

/** Tokens of one model attempt, with the exact cost and the rate at which it was converted. */
export interface TokensLine extends CostLineBase {
  readonly kind: 'model';
  readonly personId: PersonId;
  readonly model: string;
  readonly usage: TokenUsage;
  readonly estimated: boolean;
  readonly priceId: string;
  readonly costPicoUsd: PicoUsd;
  readonly usdRateMicros: Micros;
}

/** A plain amount: a licence, an overhead. */
export interface AmountLine extends CostLineBase {
  readonly personId?: PersonId | null;
  readonly amountMicros: Micros;
}

/** What may be appended to the cost ledger. */
export type CostLine = MinutesLine | TokensLine | AmountLine;
