import type { AppError, ConnectorId, FieldFault, ToolId } from '@groundswell/kernel';
import { type ActiveStop, type PolicyExplanation, stopSentence } from '@groundswell/policies';
import type { LimitReached } from '../domain/limit-reached.js';

/** Why a run was not started, with the next step. An expected answer: the page shows it in place. */
export interface RunRefusedAnswer {
  readonly code: string;
  readonly message: string;
  readonly nextStep: string;
  readonly explanation: PolicyExplanation | null;
  readonly fields: readonly FieldFault[];
  /** What it is about, where it is a tool or a connector. */
  readonly about?: { readonly connectorId: ConnectorId | null; readonly toolId: ToolId | null };
  /** The credential that is missing, so that it can be set or asked for in place. */
  readonly missingCredential?: MissingCredential;
  /** The budget that does not allow a first turn. */
  readonly limit?: LimitReached;
}

/** A credential without which a connector cannot be used. */
export interface MissingCredential {
  readonly connectorId: ConnectorId;
  readonly connectorName: string;
  /** Whether the person has to set their own, as opposed to a steward that of the house. */
  readonly own: boolean;
}

/** A refusal without a policy and without faulty fields. */
export function refuse(code: string, message: string, nextStep: string): RunRefusedAnswer {
  return { code, message, nextStep, explanation: null, fields: [] };
}

/** Inputs that do not fit: every fault beside its field. */
export function refuseFields(fields: readonly FieldFault[], nextStep: string): RunRefusedAnswer {
  const message = fields.map((fault) => fault.message).join(' ');
  return { code: 'INPUT_INVALID', message, nextStep, explanation: null, fields };
}

/** The stack says no. */
export function refuseByPolicy(explanation: PolicyExplanation): RunRefusedAnswer {
  return {
    code: 'POLICY_DENIED',
    message: explanation.sentence,
    nextStep:
      explanation.requestable.length > 0
        ? `Ask a steward: ${explanation.requestable.join(' ')}`
        : 'This rule lets no exception pass. Talk to a steward about another way.',
    explanation,
    fields: [],
  };
}

/** A connector cannot be used for want of a credential, so that every call would fail. */
export function refuseWithoutCredential(missing: MissingCredential): RunRefusedAnswer {
  const { connectorId, connectorName, own } = missing;
  const [message, nextStep] = own
    ? [
        `Everyone uses ${connectorName} with their own credential, and you have none yet.`,
        'Set yours under Your credentials, then start again.',
      ]
    : [
        `This workflow uses ${connectorName}, whose credential nobody has set yet.`,
        'Ask a steward for it; you are told when it is set.',
      ];
  return {
    ...refuse('CREDENTIAL_MISSING', message, nextStep),
    about: { connectorId, toolId: null },
    missingCredential: missing,
  };
}

/** Somebody pulled the kill switch over it. */
export function refuseStopped(stop: ActiveStop): RunRefusedAnswer {
  return refuse('STOPPED', stopSentence(stop), 'Wait until a steward releases the stop, then start again.');
}

/** No key is configured: the two honest ways that remain. */
export function refuseWithoutModel(hasRehearsal: boolean): RunRefusedAnswer {
  const practise = hasRehearsal
    ? 'Practise it with the practice model, which replays the rehearsal while the tools are real'
    : 'Practise it once its builder has written a rehearsal';
  return refuse(
    'MODEL_NOT_CONFIGURED',
    'No model service is configured on this installation, so a live run is not possible.',
    `${practise}; or do the work elsewhere and record the run by hand. An operator makes live runs possible with ANTHROPIC_API_KEY.`,
  );
}

const NEXT_STEPS: Readonly<Record<string, string>> = {
  WORKFLOW_NOT_PUBLISHED: 'Ask its owner to publish a version, or choose another workflow.',
  WORKFLOW_VERSION_CHANGED: 'Tell a steward; until it is cleared up, run another version.',
  MODEL_UNKNOWN: 'Ask the builder to choose another model in a new version.',
};

/** Faults of the libraries below that the page can offer a next step for; null for all others. */
export function refusalOf(error: AppError): RunRefusedAnswer | null {
  if (error.code === 'INPUT_INVALID') {
    return refuseFields(error.fields, 'Finish the draft first: each open point is named beside its field.');
  }
  const nextStep = NEXT_STEPS[error.code];
  return nextStep === undefined ? null : refuse(error.code, error.message, nextStep);
}
