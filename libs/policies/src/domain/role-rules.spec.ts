import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ROLES, type Role } from '@groundswell/platform';
import { Authority, type AuthoritySubject } from './authority.js';
import { PERMISSION_NAMES, permissionRow, SUBJECT_FIELDS, type PermissionName } from './role-rules.js';

const HOME = 'organisation-home';
const ME = 'person-me';

const actor = (...roles: Role[]) => ({ organisationId: HOME, personId: ME, roles, teamIds: ['team-mine'] });
const authority = (...roles: Role[]) => new Authority(actor(...roles));
const published = {
  type: 'workflow',
  organisationId: HOME,
  stage: 'pilot',
  publishedVersionId: 'v',
  ownerId: 'person-else',
};

const personArb = fc.constantFrom(ME, 'person-else', null);
const fieldArbs: Record<string, fc.Arbitrary<unknown>> = {
  stage: fc.constantFrom('idea', 'draft', 'pilot', 'production', 'paused', 'retired'),
  publishedVersionId: fc.constantFrom('v', null),
  teamId: fc.constantFrom('team-mine', 'team-other'),
};
const rolesArb = fc.subarray([...ROLES]);
const askedArb = fc.constantFrom(...PERMISSION_NAMES).chain((name) => {
  const type = permissionRow(name).on;
  const fields = Object.fromEntries(
    Object.keys(SUBJECT_FIELDS[type]).map((field) => [field, fieldArbs[field] ?? personArb]),
  );
  return fc
    .record({ type: fc.constant(type), ...fields })
    .map((subject): [PermissionName, AuthoritySubject] => [name, subject]);
});

describe('role rules', () => {
  it('give nobody anything in another organisation', () => {
    fc.assert(
      fc.property(rolesArb, askedArb, (roles, [name, subject]) => {
        expect(authority(...roles).can(name, { ...subject, organisationId: 'organisation-strange' })).toBe(false);
        expect(authority(...roles).can(name, { ...subject, organisationId: null })).toBe(false);
      }),
    );
  });

  it('give nothing to a person without roles', () => {
    fc.assert(fc.property(askedArb, ([name, subject]) => expect(authority().can(name, subject)).toBe(false)));
    expect(authority().held).toEqual([]);
  });

  it('add up: one more role never takes anything away', () => {
    fc.assert(
      fc.property(rolesArb, fc.constantFrom(...ROLES), askedArb, (roles, more, [name, subject]) => {
        if (authority(...roles).can(name, subject)) expect(authority(...roles, more).can(name, subject)).toBe(true);
      }),
    );
  });

  it('let an owner do everything but review their own version', () => {
    for (const name of PERMISSION_NAMES) {
      const type = permissionRow(name).on;
      expect(authority('owner').can(name, { type, organisationId: HOME, builderId: 'person-else' })).toBe(true);
    }
    const own = { type: 'workflow-version', organisationId: HOME, builderId: ME };
    for (const role of ROLES) expect(authority(role).can('workflow.review', own)).toBe(false);
  });

  it('let an auditor read everything, the audit log too, and change nothing', () => {
    const readers = new Set(['audit.export', 'audit.verify', 'connector.read-secret-state', 'policy.simulate']);
    for (const name of PERMISSION_NAMES) {
      const mayRead = name.endsWith('.read') || readers.has(name);
      expect([name, authority('auditor').can(name, { type: permissionRow(name).on })]).toEqual([name, mayRead]);
    }
  });

  it('show a runner published workflows in use and hide drafts of others', () => {
    const runner = authority('runner');
    expect(runner.can('workflow.read', published)).toBe(true);
    expect(runner.can('workflow.run', published)).toBe(true);
    expect(runner.can('workflow.read', { ...published, stage: 'draft' })).toBe(false);
    expect(runner.can('workflow.read', { ...published, publishedVersionId: null })).toBe(false);
    expect(runner.can('workflow.read', { ...published, stage: 'draft', ownerId: ME })).toBe(true);
    expect(runner.can('workflow.adapt', published)).toBe(false);
    expect(runner.held).not.toContain('workflow.create');
  });

  it('let a runner see a paused workflow but not run it', () => {
    expect(authority('runner').can('workflow.read', { ...published, stage: 'paused' })).toBe(true);
    expect(authority('runner', 'builder').can('workflow.run', { ...published, stage: 'paused', ownerId: ME })).toBe(
      false,
    );
  });

  it('let a builder edit what is theirs and adapt what is published', () => {
    const builder = authority('builder');
    expect(builder.can('workflow.edit', published)).toBe(false);
    expect(builder.can('workflow.edit', { ...published, ownerId: ME })).toBe(true);
    expect(builder.can('workflow.edit', { ...published, createdById: ME })).toBe(true);
    expect(builder.can('workflow.adapt', published)).toBe(true);
    expect(builder.can('workflow.adapt', { ...published, publishedVersionId: null })).toBe(false);
  });

  it('let a person confirm their own runs only', () => {
    expect(authority('runner').can('run.confirm', { type: 'run', actorId: ME })).toBe(true);
    expect(
      authority('runner', 'builder', 'steward', 'leader').can('run.confirm', { type: 'run', actorId: 'person-else' }),
    ).toBe(false);
  });

  it('call it a mistake of the program when the wrong kind of thing is asked about', () => {
    expect(() => authority('owner').can('workflow.read', { type: 'run' })).toThrow(/is asked for a workflow/);
  });

  it('name a permission for every word of the matrix', () => {
    for (const name of PERMISSION_NAMES) expect(name).toMatch(/^[a-z-]+\.[a-z-]+$/);
    expect(PERMISSION_NAMES.map((name) => permissionRow(name).does)).not.toContain('');
  });
});
