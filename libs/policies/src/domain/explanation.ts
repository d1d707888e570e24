import { assertNever } from '@groundswell/kernel';
import type { LayerScope } from './layer.js';
import type { ObligationKind } from './rule.js';
import type { Decision, Duties, Verdict } from './stack.js';
import { either, obligationSentence, type Vocabulary } from './sentence.js';
import type { PolicyQuestion } from './subjects.js';

/** What one layer said, as it is shown and stored. */
export interface LayerVerdict {
  readonly layerId: string;
  readonly layerName: string;
  readonly scope: LayerScope;
  readonly allowed: boolean;
  readonly ruleId: string | null;
  readonly reason: string | null;
}

/** Something that a person may ask a steward for, with all that the request needs to know. */
export interface PossibleRequest {
  /** `exception`: past that rule, for this workflow. `rule`: that the layer lists it. `tool`: that a steward allows the tool. */
  readonly kind: 'exception' | 'rule' | 'tool';
  readonly layerId: string | null;
  readonly layerName: string | null;
  readonly ruleId: string | null;
  readonly toolId: string | null;
  readonly text: string;
}

/** One obligation of an allowed call, with the layer that it comes from. */
export interface AskedDuty {
  readonly obligationId: string;
  readonly kind: ObligationKind;
  readonly layerId: string;
  readonly layerName: string;
  readonly sealed: boolean;
  readonly text: string;
}

/** An exception that made a refusing rule step aside. */
export interface UsedException {
  readonly exceptionId: string;
  readonly layerId: string;
  readonly layerName: string;
  readonly ruleId: string;
  readonly reason: string;
  /** ISO 8601. */
  readonly expiresAt: string;
}

/** A decision in plain words, as JSON: shown in the page, answered by GraphQL and kept with the step that it decided. */
export interface PolicyExplanation {
  readonly allowed: boolean;
  readonly sentence: string;
  readonly decidingLayerId: string | null;
  readonly decidingLayerName: string | null;
  readonly ruleId: string | null;
  readonly reason: string | null;
  readonly obligations: readonly string[];
  readonly requestable: readonly string[];
  /** The same as `requestable`, for the program that makes requests of it. Absent in steps stored by older versions. */
  readonly mayRequest?: readonly PossibleRequest[];
  /** The same as `obligations`, each with its origin. Absent in steps stored by older versions. */
  readonly asks?: readonly AskedDuty[];
  /** The exceptions that were needed. Absent in steps stored by older versions. */
  readonly exceptions?: readonly UsedException[];
  readonly layers: readonly LayerVerdict[];
  /** The obligations for the program that fulfils them. */
  readonly duties: Duties;
}

const NO_ORGANISATION_LAYER =
  'The organisation has no policy layer, so nothing is allowed. A steward can set one up under Policies.';
const NOT_LISTED = 'No rule of the organisation layer allows it.';

function actText(question: PolicyQuestion): string {
  switch (question.action) {
    case 'tool.call':
      return `call the tool ${question.subject.toolName} of ${question.subject.connectorName}`;
    case 'model.use':
      return `use the model ${question.subject.model}`;
    case 'workflow.run':
      return 'run this workflow';
    default:
      return assertNever(question);
  }
}

function reasonOf(verdict: Verdict | null): string | null {
  if (!verdict) return NO_ORGANISATION_LAYER;
  const reason = verdict.rules[0]?.reason.trim();
  if (reason) return reason;
  return verdict.allowed ? null : NOT_LISTED;
}

function layerVerdict(verdict: Verdict): LayerVerdict {
  const { layer } = verdict.layer;
  return {
    layerId: layer.id,
    layerName: layer.name,
    scope: layer.scope,
    allowed: verdict.allowed,
    ruleId: verdict.rules[0]?.id ?? null,
    reason: verdict.rules.length > 0 || !verdict.allowed ? reasonOf(verdict) : null,
  };
}

/** What a person may ask a steward for, given what refused: every refusing rule needs its own answer. */
function possibleRequests(decision: Decision): PossibleRequest[] {
  if (decision.allowed) return [];
  const refusing = decision.verdicts.filter((verdict) => !verdict.allowed);
  const rules = refusing.flatMap((verdict) => verdict.rules.map((rule) => ({ rule, layer: verdict.layer.layer })));
  if (rules.some(({ rule }) => rule.sealed)) return [];
  const widening = refusing
    .filter((verdict) => verdict.rules.length === 0)
    .map(({ layer: { layer } }) => ({
      kind: 'rule' as const,
      layerId: layer.id,
      layerName: layer.name,
      ruleId: null,
      toolId: null,
      text: `A rule in the layer ${layer.name} that allows it.`,
    }));
  return [
    ...widening,
    ...rules.map(({ rule, layer }) => {
      const why = rule.reason.trim().replace(/[.\s]+$/, '');
      return {
        kind: 'exception' as const,
        layerId: layer.id,
        layerName: layer.name,
        ruleId: rule.id,
        toolId: null,
        text: `An exception for this workflow from the layer ${layer.name}${why ? `: “${why}”` : ''}.`,
      };
    }),
  ];
}

function usedExceptions(decision: Decision): UsedException[] {
  return decision.verdicts.flatMap(({ layer: { layer }, passed }) =>
    passed.map(({ rule, exceptionId, expiresAt }) => ({
      exceptionId,
      layerId: layer.id,
      layerName: layer.name,
      ruleId: rule.id,
      reason: rule.reason,
      expiresAt: expiresAt.toISOString(),
    })),
  );
}

/** Puts a decision into plain words. */
export function explain(decision: Decision, vocabulary: Vocabulary = {}): PolicyExplanation {
  const { deciding, allowed } = decision;
  const reason = reasonOf(deciding);
  const act = actText(decision.question);
  const refusal = (reason ?? NOT_LISTED).replace(/[.\s]+$/, '');
  const mayRequest = possibleRequests(decision);
  const exceptions = usedExceptions(decision);
  const past = either([...new Set(exceptions.map((one) => one.layerName))], 'and');
  const byException = exceptions.length > 0 ? `, by an exception from the layer ${past}` : '';
  const origin = deciding ? ` (layer ${deciding.layer.layer.name})` : '';
  const asks = decision.obligations.map(({ obligation, layer: { layer } }) => ({
    obligationId: obligation.id,
    kind: obligation.kind,
    layerId: layer.id,
    layerName: layer.name,
    sealed: obligation.sealed,
    text: obligationSentence(obligation, vocabulary),
  }));
  return {
    allowed,
    sentence: allowed ? `May ${act}${byException}.` : `May not ${act}: ${refusal}${origin}.`,
    decidingLayerId: deciding?.layer.layer.id ?? null,
    decidingLayerName: deciding?.layer.layer.name ?? null,
    ruleId: deciding?.rules[0]?.id ?? null,
    reason,
    obligations: asks.map((one) => one.text),
    asks,
    requestable: mayRequest.map((request) => request.text),
    mayRequest,
    exceptions,
    layers: decision.verdicts.map(layerVerdict),
    duties: decision.duties,
  };
}
