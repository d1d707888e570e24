import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TypeORMError } from 'typeorm';
import { newId, type OrganisationId } from '@groundswell/kernel';
import { Database, type Tx } from '@groundswell/platform';
import { startTestApp, type TestApp } from '@groundswell/testing';

interface Place {
  readonly role: string;
  readonly organisation: string;
}

const WHERE = `SELECT current_user AS role, current_setting('groundswell.organisation_id', true) AS organisation`;

let app: TestApp;
let database: Database;

beforeAll(async () => {
  app = await startTestApp({ modules: [] });
  database = app.get(Database);
});
afterAll(async () => app.close());

describe('a transaction', () => {
  it('binds its very first statement, and all that are sent together with it', async () => {
    const organisationId = newId<OrganisationId>();
    const places = await database.transaction(organisationId, (tx) =>
      Promise.all([tx.query<Place>(WHERE), tx.query<Place>(`${WHERE} WHERE $1`, [true]), tx.query<Place>(WHERE)]),
    );
    for (const [place] of places)
      expect(place).toMatchObject({ role: 'groundswell_app', organisation: organisationId });
  });

  it('leaves its line as it found it, however it ended', async () => {
    const fails = (sql: string) =>
      database.transaction(newId<OrganisationId>(), (tx) => tx.query(sql)).catch((error: unknown) => error);
    for (let time = 0; time < 30; time++) expect(await fails('SELECT 1 / 0')).toMatchObject({ code: '22012' });
    const [place] = await database.system('look at the line', (tx) => tx.query<Place>(WHERE));
    expect(place?.role).not.toBe('groundswell_app');
    expect(place?.organisation ?? '').toBe('');
  });

  it('says that the database was not there when its line breaks, in whatever words', async () => {
    const broken = database.transaction(newId<OrganisationId>(), async (tx) => {
      const [line] = await tx.query<{ pid: number }>(`SELECT pg_backend_pid() AS pid`);
      await app.database.query(`SELECT pg_terminate_backend($1)`, [line?.pid]);
      await tx.query(`SELECT 1`);
    });
    await expect(broken).rejects.toBeInstanceOf(TypeORMError);
  });

  it('takes no statement once it is over: the line is somebody else’s by then', async () => {
    const kept: Tx[] = [];
    await database.transaction(newId<OrganisationId>(), (tx) => Promise.resolve(kept.push(tx)));
    await expect(kept[0]?.query('SELECT 1')).rejects.toThrow('This transaction is over.');
  });

  it('goes on with statements that are prepared by now, in either role', async () => {
    const text = `SELECT count(*)::int AS seen FROM organisations WHERE id = $1`;
    const organisationId = newId<OrganisationId>();
    await app.database.query(
      `INSERT INTO organisations (id, organisation_id, name, currency, time_zone, fte_hours_per_year,
         loaded_rate_micros_per_hour, usd_rate_micros, demo, created_at)
       VALUES ($1, $1, 'Prepared', 'EUR', 'UTC', 1600, 1, 1, false, now())`,
      [organisationId],
    );
    const seenBy = async (asked: OrganisationId | null) => {
      const look = (tx: Tx) => tx.query<{ seen: number }>(text, [organisationId]);
      const [row] = asked === null ? await database.system('count', look) : await database.transaction(asked, look);
      return row?.seen;
    };
    for (let time = 0; time < 40; time++) {
      expect(await seenBy(organisationId)).toBe(1);
      expect(await seenBy(newId<OrganisationId>())).toBe(0);
      expect(await seenBy(null)).toBe(1);
    }
  });
});
