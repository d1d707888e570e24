import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AppError, newId, type OrganisationId, type PersonId } from '@groundswell/kernel';
import { type Actor, ROLES, type Role } from '@groundswell/platform';
import { createTestDatabase, type TestDatabase } from '@groundswell/testing';
import { PERMISSION_NAMES, permissionRow, SUBJECT_FIELDS } from '../domain/role-rules.js';
import { RolePermissions } from './role-permissions.service.js';

const HOME = newId<OrganisationId>();
const STRANGE = newId<OrganisationId>();
const ME = newId<PersonId>();
const OTHER = newId<PersonId>();

const actor = (roles: readonly Role[]): Actor => ({
  organisationId: HOME,
  personId: ME,
  name: 'Mia',
  roles,
  teamIds: [],
  sessionId: null,
});

const COLUMNS = [
  ...new Map(
    Object.values(SUBJECT_FIELDS)
      .flatMap((fields) => Object.entries<string>(fields))
      .map(([field, type]) => [field, [field, field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), type]]),
  ).values(),
] as const;

const TEXTS: Readonly<Record<string, readonly (string | null)[]>> = {
  stage: ['idea', 'draft', 'pilot', 'production', 'paused', 'retired', null],
  scope: ['organisation', 'workflow', null],
};
const valueArb = ([field, , type]: readonly string[]) =>
  type === 'uuid' ? fc.constantFrom(ME, OTHER, null) : fc.constantFrom(...(TEXTS[field ?? ''] ?? [null]));
const rowArb = fc.record({
  organisationId: fc.constantFrom(HOME, HOME, HOME, STRANGE),
  ...Object.fromEntries(COLUMNS.map((column) => [column[0] ?? '', valueArb(column)])),
});

function refusal(act: () => void): AppError {
  try {
    act();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('It was allowed.');
}

describe('permissions by role', () => {
  const permissions = new RolePermissions();
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase({ empty: true });
    const columns = COLUMNS.map(([, column, type]) => `${column} ${type}`).join(', ');
    await database.query(`CREATE TABLE things (id int, organisation_id uuid, ${columns})`);
  });

  afterAll(async () => {
    await database.drop();
  });

  it('filter many by the very rule that judges one, for every permission and every set of roles', async () => {
    const rows = fc.sample(rowArb, { numRuns: 120, seed: 11 });
    const values = COLUMNS.map(([field, , type]) => `(v->>'${field}')::${type}`).join(', ');
    await database.query(
      `INSERT INTO things SELECT (v->>'id')::int, (v->>'organisationId')::uuid, ${values} FROM jsonb_array_elements($1) AS v`,
      [JSON.stringify(rows.map((row, id) => ({ id, ...row })))],
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...PERMISSION_NAMES), fc.subarray([...ROLES]), async (permission, roles) => {
        const { sql, params } = permissions.filter(actor(roles), permission, 't', 2);
        const found = await database.query<{ id: number }>(
          `SELECT t.id FROM things t WHERE t.id >= $1 AND ${sql} ORDER BY t.id`,
          [0, ...params],
        );
        const type = permissionRow(permission).on;
        const allowed = rows.flatMap((row, id) =>
          permissions.can(actor(roles), permission, { type, ...row }) ? [id] : [],
        );
        expect(found.map((row) => row.id)).toEqual(allowed);
      }),
      { numRuns: 400 },
    );
  });

  it('lets the one in who may', () => {
    permissions.require(actor(['builder']), 'workflow.create');
    permissions.require(actor(['builder']), 'workflow.edit', { type: 'workflow', organisationId: HOME, ownerId: ME });
  });

  it('says which role it takes to the one who may not', () => {
    const error = refusal(() => permissions.require(actor(['runner']), 'policy.edit'));
    expect(error.kind).toBe('forbidden');
    expect(error.message).toBe(
      'You may not change policy layers. It takes the role steward or owner; an owner of the organisation can give it to you.',
    );
  });

  it('says that it is somebody else’s to the one who may for their own', () => {
    const thing = { type: 'workflow', organisationId: HOME, ownerId: OTHER, createdById: OTHER };
    expect(refusal(() => permissions.require(actor(['builder']), 'workflow.edit', thing)).message).toContain(
      'ask its owner',
    );
  });

  it('answers a refused read as if the thing did not exist, also one of another organisation', () => {
    const draft = { type: 'workflow', organisationId: HOME, stage: 'draft', publishedVersionId: null };
    expect(refusal(() => permissions.require(actor(['runner']), 'workflow.read', draft)).kind).toBe('not-found');
    const strange = { ...draft, organisationId: STRANGE };
    expect(refusal(() => permissions.require(actor(['owner']), 'workflow.read', strange)).kind).toBe('not-found');
  });

  it('calls a permission outside the matrix a mistake of the program', () => {
    expect(() => permissions.can(actor(['owner']), 'workflow.fly')).toThrow(/not in the permission matrix/);
  });

  it('lists what a person holds for at least something', () => {
    expect(permissions.held(actor(['auditor']))).toContain('audit.read');
    expect(permissions.held(actor(['auditor']))).not.toContain('workflow.run');
  });
});
