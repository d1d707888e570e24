import type { Role } from '@groundswell/platform';
import type { Conditions } from './conditions.js';
import type { ColumnType } from './conditions-to-sql.js';

/** Who asks, as far as the role rules look. */
export interface RuleActor {
  readonly organisationId: string;
  readonly personId: string;
  readonly roles: readonly Role[];
  readonly teamIds: readonly string[];
}

/**
 * The things that permissions are asked for, and their fields that role rules look at. A list is filtered by the columns
 * of the same names in snake case.
 */
export const SUBJECT_FIELDS = {
  organisation: {},
  person: {},
  team: {},
  workflow: {
    teamId: 'uuid',
    ownerId: 'uuid',
    operatorOwnerId: 'uuid',
    createdById: 'uuid',
    stage: 'text',
    publishedVersionId: 'uuid',
  },
  'workflow-version': { builderId: 'uuid' },
  connector: {},
  tool: {},
  'policy-layer': {},
  'policy-exception': { askedById: 'uuid' },
  stop: { scope: 'text', raisedById: 'uuid' },
  request: {},
  run: { actorId: 'uuid' },
  schedule: { ownerId: 'uuid' },
  webhook: { ownerId: 'uuid' },
  'time-entry': { personId: 'uuid' },
  'cost-entry': { personId: 'uuid' },
  programme: {},
  figures: {},
  'audit-entry': {},
  'model-price': {},
  budget: {},
} as const satisfies Readonly<Record<string, Readonly<Record<string, ColumnType>>>>;

export type SubjectType = keyof typeof SUBJECT_FIELDS;

/** When a role holds a permission: for everything of the organisation, or for what meets one of some conditions. */
type Grant = 'all' | readonly ((actor: RuleActor) => Conditions)[];

interface PermissionRow {
  readonly on: SubjectType;
  /** Completes "Only … may": who to turn to. */
  readonly does: string;
  /** Owners hold every permission and are not repeated. */
  readonly roles: Readonly<Partial<Record<Exclude<Role, 'owner'>, Grant>>>;
  /** What no role gives, not even an owner's. */
  readonly never?: readonly ((actor: RuleActor) => Conditions)[];
}

const USABLE_STAGES = ['pilot', 'production', 'paused'] as const;

const isPublished = () => ({ stage: { $in: USABLE_STAGES }, publishedVersionId: { $exists: true } });
const isRunnable = () => ({ stage: { $in: ['pilot', 'production'] }, publishedVersionId: { $exists: true } });
const isOwned = (actor: RuleActor) => ({ ownerId: actor.personId });
const isOperated = (actor: RuleActor) => ({ operatorOwnerId: actor.personId });
const isRegistered = (actor: RuleActor) => ({ createdById: actor.personId });
const isOwnRun = (actor: RuleActor) => ({ actorId: actor.personId });
const isOwnEntry = (actor: RuleActor) => ({ personId: actor.personId });
const isOwnTryout = (actor: RuleActor) => ({ ownerId: actor.personId, stage: { $nin: ['paused', 'retired'] } });
const isRegisteredTryout = (actor: RuleActor) => ({
  createdById: actor.personId,
  stage: { $nin: ['paused', 'retired'] },
});

const EVERYONE = { runner: 'all', builder: 'all', steward: 'all', leader: 'all', auditor: 'all' } as const;
const OVERSIGHT = { steward: 'all', leader: 'all', auditor: 'all' } as const;

/**
 * The permission matrix: every permission of every library, the roles that hold it, and for what. Roles add up. What is
 * not here nobody may do.
 */
export const PERMISSIONS = {
  'organisation.read': { on: 'organisation', does: 'see the organisation', roles: EVERYONE },
  'organisation.update': { on: 'organisation', does: 'change the organisation’s settings', roles: {} },
  'person.read': { on: 'person', does: 'see people', roles: EVERYONE },
  'person.invite': { on: 'person', does: 'invite people', roles: {} },
  'person.update': { on: 'person', does: 'change people’s roles and teams', roles: {} },
  'person.deactivate': { on: 'person', does: 'end a person’s access', roles: {} },
  'team.read': { on: 'team', does: 'see teams', roles: EVERYONE },
  'team.create': { on: 'team', does: 'make teams', roles: {} },

  'workflow.read': {
    on: 'workflow',
    does: 'see this workflow',
    roles: { ...OVERSIGHT, runner: [isPublished, isOwned, isOperated], builder: 'all' },
  },
  'workflow.create': { on: 'workflow', does: 'register workflows', roles: { builder: 'all' } },
  'workflow.edit': { on: 'workflow', does: 'change this workflow', roles: { builder: [isOwned, isRegistered] } },
  'workflow.submit': {
    on: 'workflow',
    does: 'submit versions of this workflow',
    roles: { builder: [isOwned, isRegistered] },
  },
  'workflow.review': {
    on: 'workflow-version',
    does: 'review versions that someone else built',
    roles: { builder: 'all', steward: 'all' },
    never: [(actor) => ({ builderId: actor.personId })],
  },
  'workflow.adapt': {
    on: 'workflow',
    does: 'adapt published workflows',
    roles: { builder: [() => ({ publishedVersionId: { $exists: true } })] },
  },
  'workflow.run': {
    on: 'workflow',
    does: 'run this workflow',
    roles: { runner: [isRunnable], builder: [isRunnable, isOwnTryout, isRegisteredTryout] },
  },
  'workflow.change-stage': {
    on: 'workflow',
    does: 'change a workflow’s stage',
    roles: { steward: 'all', leader: 'all' },
  },
  'workflow.set-owner': {
    on: 'workflow',
    does: 'hand a workflow over',
    roles: { steward: 'all', leader: 'all' },
  },

  'connector.read': { on: 'connector', does: 'see connectors', roles: EVERYONE },
  'connector.create': { on: 'connector', does: 'register connectors', roles: { steward: 'all' } },
  'connector.update': { on: 'connector', does: 'change connectors', roles: { steward: 'all' } },
  'connector.test': { on: 'connector', does: 'test connectors', roles: { steward: 'all' } },
  'connector.read-secret-state': {
    on: 'connector',
    does: 'see which secrets are set',
    roles: { steward: 'all', auditor: 'all' },
  },
  'credential.set-own': {
    on: 'connector',
    does: 'use credentials of their own',
    roles: { runner: 'all', builder: 'all', steward: 'all' },
  },
  'tool.label': { on: 'tool', does: 'label tools', roles: { steward: 'all' } },
  'tool.set-status': { on: 'tool', does: 'allow or block tools', roles: { steward: 'all' } },
  'tool.call': { on: 'tool', does: 'call tools', roles: { runner: 'all', builder: 'all' } },

  'policy.read': { on: 'policy-layer', does: 'see policy layers', roles: { ...OVERSIGHT, builder: 'all' } },
  'policy.edit': { on: 'policy-layer', does: 'change policy layers', roles: { steward: 'all' } },
  'policy.simulate': {
    on: 'policy-layer',
    does: 'try policies against past work',
    roles: { steward: 'all', leader: 'all', auditor: 'all' },
  },
  'exception.grant': {
    on: 'policy-exception',
    does: 'grant exceptions that someone else asked for',
    roles: { steward: 'all' },
    never: [(actor) => ({ askedById: actor.personId })],
  },
  'exception.revoke': { on: 'policy-exception', does: 'revoke exceptions', roles: { steward: 'all' } },

  'stop.read': { on: 'stop', does: 'see what is stopped', roles: EVERYONE },
  'stop.raise': { on: 'stop', does: 'stop runs, workflows, tools, connectors and people', roles: { steward: 'all' } },
  'stop.release': {
    on: 'stop',
    does: 'release what is stopped',
    roles: { steward: 'all' },
    never: [(actor) => ({ scope: 'organisation', raisedById: actor.personId })],
  },

  'request.raise': {
    on: 'request',
    does: 'ask stewards for something',
    roles: { runner: 'all', builder: 'all', steward: 'all', leader: 'all' },
  },
  'request.read': { on: 'request', does: 'see everybody’s requests', roles: OVERSIGHT },
  'request.decide': { on: 'request', does: 'answer requests', roles: { steward: 'all' } },

  'run.read': { on: 'run', does: 'see this run', roles: { ...OVERSIGHT, runner: [isOwnRun], builder: [isOwnRun] } },
  'run.start': { on: 'run', does: 'start runs', roles: { runner: [isOwnRun], builder: [isOwnRun] } },
  'run.cancel': {
    on: 'run',
    does: 'cancel this run',
    roles: { runner: [isOwnRun], builder: [isOwnRun], steward: 'all' },
  },
  'run.approve': {
    on: 'run',
    does: 'decide what this run asks',
    roles: { runner: [isOwnRun], builder: [isOwnRun], steward: 'all' },
  },
  'run.record': { on: 'run', does: 'record runs by hand', roles: { runner: [isOwnRun], builder: [isOwnRun] } },
  'run.review': {
    on: 'run',
    does: 'look at runs that someone else ran',
    roles: { steward: 'all' },
    never: [(actor) => ({ actorId: actor.personId })],
  },
  'run.confirm': { on: 'run', does: 'confirm this run', roles: { runner: [isOwnRun], builder: [isOwnRun] } },

  'schedule.read': {
    on: 'schedule',
    does: 'see this schedule',
    roles: { ...OVERSIGHT, runner: [isOwned], builder: [isOwned] },
  },
  'schedule.create': { on: 'schedule', does: 'make schedules', roles: { runner: [isOwned], builder: [isOwned] } },
  'schedule.pause': {
    on: 'schedule',
    does: 'pause or end this schedule',
    roles: { runner: [isOwned], builder: [isOwned], steward: 'all' },
  },
  'webhook.read': {
    on: 'webhook',
    does: 'see this webhook',
    roles: { ...OVERSIGHT, runner: [isOwned], builder: [isOwned] },
  },
  'webhook.create': { on: 'webhook', does: 'make webhooks', roles: { builder: [isOwned] } },
  'webhook.pause': {
    on: 'webhook',
    does: 'pause or delete this webhook',
    roles: { builder: [isOwned], steward: 'all' },
  },

  'baseline.set': {
    on: 'workflow',
    does: 'set this workflow’s baseline',
    roles: { builder: [isOwned, isRegistered], leader: 'all' },
  },
  'time-entry.read': {
    on: 'time-entry',
    does: 'see these time entries',
    roles: { ...OVERSIGHT, runner: [isOwnEntry], builder: [isOwnEntry] },
  },
  'time-entry.correct': {
    on: 'time-entry',
    does: 'correct this time entry',
    roles: { runner: [isOwnEntry], builder: [isOwnEntry] },
  },
  'cost-entry.read': {
    on: 'cost-entry',
    does: 'see these cost entries',
    roles: { ...OVERSIGHT, builder: [isOwnEntry] },
  },
  'cost-entry.record': { on: 'cost-entry', does: 'record cost', roles: { steward: 'all' } },

  'programme.plan': { on: 'programme', does: 'set the plan', roles: { leader: 'all' } },
  'figures.read': { on: 'figures', does: 'see the programme’s figures', roles: OVERSIGHT },
  'audit.read': { on: 'audit-entry', does: 'read the audit log', roles: { steward: 'all', auditor: 'all' } },
  'audit.export': { on: 'audit-entry', does: 'take the audit log along', roles: { steward: 'all', auditor: 'all' } },
  'audit.verify': { on: 'audit-entry', does: 'verify the audit log', roles: { steward: 'all', auditor: 'all' } },
  'budget.read': { on: 'budget', does: 'see budgets', roles: OVERSIGHT },
  'spending.read': { on: 'cost-entry', does: 'see what runs cost', roles: EVERYONE },
  'budget.set': { on: 'budget', does: 'set budgets', roles: { steward: 'all' } },
  'model-price.add': { on: 'model-price', does: 'add model prices', roles: { steward: 'all' } },
  'model-price.read': { on: 'model-price', does: 'see model prices', roles: EVERYONE },
} as const satisfies Readonly<Record<string, PermissionRow>>;

/** Every permission there is. */
export type PermissionName = keyof typeof PERMISSIONS;

export const PERMISSION_NAMES = Object.keys(PERMISSIONS) as readonly PermissionName[];

/** Whether a text names a permission. */
export function isPermissionName(text: string): text is PermissionName {
  return Object.hasOwn(PERMISSIONS, text);
}

/** The row of a permission, in the shape that all rows share. */
export function permissionRow(name: PermissionName): PermissionRow {
  return PERMISSIONS[name];
}

/** The roles that hold a permission for at least something, the owner last. */
export function rolesHolding(name: PermissionName): Role[] {
  return [...(Object.keys(PERMISSIONS[name].roles) as Role[]), 'owner'];
}
