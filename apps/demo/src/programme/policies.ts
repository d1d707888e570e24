import type { JsonObject } from '@groundswell/kernel';
import type { ConnectorKey } from './connectors.js';
import type { TeamKey } from './people.js';

export interface RulePlan {
  readonly effect: 'allow' | 'deny';
  readonly action: 'tool.call' | 'model.use' | 'workflow.run';
  readonly conditions: JsonObject;
  readonly reason: string;
  readonly sealed?: boolean;
}

export interface ObligationPlan {
  readonly kind: 'approval' | 'redaction' | 'costLimit';
  readonly conditions: JsonObject;
  readonly value: JsonObject;
  readonly reason: string;
}

export type LayerTarget =
  | { readonly scope: 'organisation' }
  | { readonly scope: 'team'; readonly team: TeamKey }
  | { readonly scope: 'connector'; readonly connector: ConnectorKey }
  | { readonly scope: 'workflow'; readonly workflow: string };

/** One policy layer of the demo programme. The rules of the organisation's are added to those that it began with. */
export interface LayerPlan {
  readonly target: LayerTarget;
  readonly name: string;
  /** Days after its target was there. */
  readonly afterDays: number;
  readonly setUpMinutes: number;
  readonly rules: readonly RulePlan[];
  readonly obligations: readonly ObligationPlan[];
}

const deny = (conditions: JsonObject, reason: string, sealed = false): RulePlan => ({
  effect: 'deny',
  action: 'tool.call',
  conditions,
  reason,
  sealed,
});

export const LAYERS: readonly LayerPlan[] = [
  {
    target: { scope: 'organisation' },
    name: 'Organisation',
    afterDays: 1,
    setUpMinutes: 150,
    rules: [
      {
        effect: 'deny',
        action: 'model.use',
        conditions: { model: 'claude-opus-5-5' },
        reason: 'The large model costs forty times the small one; ask a steward with a case that needs it.',
      },
    ],
    obligations: [
      {
        kind: 'costLimit',
        conditions: {},
        value: { maxCostMicros: 2_000_000 },
        reason: 'No single run may cost more than two euros.',
      },
    ],
  },
  {
    target: { scope: 'connector', connector: 'crm' },
    name: 'Personal data',
    afterDays: 1,
    setUpMinutes: 95,
    rules: [
      deny(
        { trigger: { $in: ['schedule', 'webhook'] } },
        'Tenants’ data is read only while a person watches; agreed with the data protection officer.',
      ),
    ],
    obligations: [],
  },
  {
    target: { scope: 'connector', connector: 'documents' },
    name: 'Shared folder is read only',
    afterDays: 1,
    setUpMinutes: 45,
    rules: [
      deny(
        { risk: { $in: ['write', 'destructive'] } },
        'The shared folder has no versions: what a workflow overwrites is gone.',
      ),
    ],
    obligations: [],
  },
  {
    target: { scope: 'connector', connector: 'erp' },
    name: 'Books',
    afterDays: 2,
    setUpMinutes: 130,
    rules: [
      deny(
        { toolName: 'cancel-order' },
        'Orders are cancelled by purchasing in the ERP itself, with a call to the supplier.',
        true,
      ),
    ],
    obligations: [
      {
        kind: 'approval',
        conditions: { toolName: 'send-message' },
        value: { by: 'runner' },
        reason: 'A mail that has left the house cannot be called back.',
      },
    ],
  },
  {
    target: { scope: 'team', team: 'tenants' },
    name: 'Tenant services',
    afterDays: 14,
    setUpMinutes: 60,
    rules: [
      deny(
        { connectorName: 'ERP', risk: { $in: ['write', 'destructive'] } },
        'Tenant services looks at orders to answer questions and does not change them.',
      ),
    ],
    obligations: [],
  },
  {
    target: { scope: 'team', team: 'letting' },
    name: 'Letting and sales',
    afterDays: 40,
    setUpMinutes: 50,
    rules: [deny({ connectorName: 'ERP' }, 'Letting has no business with orders and invoices.')],
    obligations: [],
  },
  {
    target: { scope: 'team', team: 'accounting' },
    name: 'Four eyes on money',
    afterDays: 60,
    setUpMinutes: 70,
    rules: [],
    obligations: [
      {
        kind: 'approval',
        conditions: { toolName: 'issue-credit-note' },
        value: { by: 'someoneElse' },
        reason: 'Money that leaves the books needs a second pair of eyes; our auditor asked for it.',
      },
    ],
  },
  {
    target: { scope: 'team', team: 'administration' },
    name: 'Administration',
    afterDays: 95,
    setUpMinutes: 40,
    rules: [],
    obligations: [
      {
        kind: 'redaction',
        conditions: { connectorName: 'ERP' },
        value: { fields: ['iban'] },
        reason: 'Letters never need a bank account number.',
      },
    ],
  },
  {
    target: { scope: 'workflow', workflow: 'delivery-move' },
    name: 'The site plans with this date',
    afterDays: 0,
    setUpMinutes: 25,
    rules: [],
    obligations: [
      {
        kind: 'approval',
        conditions: { toolName: 'change-delivery-date' },
        value: { by: 'runner' },
        reason: 'A crew is planned by this date: read old and new before you agree.',
      },
    ],
  },
  {
    target: { scope: 'workflow', workflow: 'trade-reminder' },
    name: 'Nothing more is read once the mail is out',
    afterDays: 0,
    setUpMinutes: 30,
    rules: [
      deny(
        { 'labels.reachedOutside': true },
        'After the mail has left, the run has nothing more to look up or to send.',
      ),
    ],
    obligations: [
      {
        kind: 'costLimit',
        conditions: {},
        value: { maxCostMicros: 100_000 },
        reason: 'A reminder is worth ten cents.',
      },
    ],
  },
];
