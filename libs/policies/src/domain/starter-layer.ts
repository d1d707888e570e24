import { newId } from '@groundswell/kernel';
import type { LayerContent } from './layer-input.js';

/** The models that a new organisation may use. */
export const STARTER_MODELS = ['claude-haiku-5-5', 'claude-sonnet-5-5', 'claude-opus-5-5'] as const;

/**
 * The organisation layer that a new organisation starts with: reads and approved writes, the known models, and the sealed
 * obligation that stops data theft by prompt injection.
 */
export function starterLayer(): LayerContent {
  return {
    scope: 'organisation',
    name: 'Organisation',
    rules: [
      {
        id: newId(),
        effect: 'allow',
        action: 'tool.call',
        subject: 'Tool',
        conditions: { risk: { $in: ['read', 'write'] } },
        reason: '',
        sealed: false,
      },
      {
        id: newId(),
        effect: 'allow',
        action: 'model.use',
        subject: 'Model',
        conditions: { model: { $in: STARTER_MODELS } },
        reason: '',
        sealed: false,
      },
      {
        id: newId(),
        effect: 'allow',
        action: 'workflow.run',
        subject: 'Workflow',
        conditions: {},
        reason: '',
        sealed: false,
      },
    ],
    obligations: [
      {
        id: newId(),
        kind: 'approval',
        conditions: { risk: 'write' },
        value: { by: 'runner' },
        reason: 'A person should see what will change before it does',
        sealed: false,
      },
      {
        id: newId(),
        kind: 'approval',
        conditions: { reachesOutside: true, 'labels.privateData': true, 'labels.untrustedContent': true },
        value: { by: 'runner' },
        reason: 'untrusted content may have told the model to send private data away',
        sealed: true,
      },
    ],
  };
}
