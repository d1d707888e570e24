import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TypeORMError } from 'typeorm';
import { newId, type OrganisationId } from '@groundswell/kernel';
import { Database, together, type Tx } from '@groundswell/platform';
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

  describe('with writes that go out together', () => {
    const organisationId = newId<OrganisationId>();
    const team = (tx: Tx, name: string) =>
      tx.write(`INSERT INTO teams (id, organisation_id, name, created_at) VALUES ($1, $2, $3, now())`, [
        newId(),
        organisationId,
        name,
      ]);
    const rename = (tx: Tx, from: string, to: string) =>
      tx.write(`UPDATE teams SET name = $3 WHERE organisation_id = $1 AND name = $2`, [organisationId, from, to]);
    const last = (tx: Tx, name: string, faultOf?: () => Error) =>
      tx.writeLast(
        `INSERT INTO teams (id, organisation_id, name, created_at) VALUES ($1, $2, $3, now())`,
        [newId(), organisationId, name],
        faultOf,
      );
    const names = async () => {
      const rows = await app.database.query<{ name: string }>(
        `SELECT name FROM teams WHERE organisation_id = $1 ORDER BY name`,
        [organisationId],
      );
      return rows.map(({ name }) => name);
    };
    beforeEach(async () => {
      await app.database.query(`DELETE FROM teams WHERE organisation_id = $1`, [organisationId]);
    });

    it('says of each how many rows it touched, and none sees what the others change', async () => {
      const touched = await database.transaction(organisationId, async (tx) => [
        await together([team(tx, 'A'), team(tx, 'B')]),
        await together([rename(tx, 'A', 'C'), rename(tx, 'C', 'D'), team(tx, 'E'), rename(tx, 'nobody', 'F')]),
      ]);
      expect(touched).toEqual([
        [1, 1],
        [1, 0, 1, 0],
      ]);
      expect(await names()).toEqual(['B', 'C', 'E']);
    });

    it('carries them out before what is asked behind them', async () => {
      const seen = await database.transaction(organisationId, async (tx) => {
        const written = team(tx, 'A');
        const rows = tx.query<{ name: string }>(`SELECT name FROM teams WHERE organisation_id = $1`, [organisationId]);
        return together([written, rows]);
      });
      expect(seen).toEqual([1, [{ name: 'A' }]]);
    });

    it('stores all of them or none', async () => {
      await database.transaction(organisationId, (tx) => team(tx, 'Before'));
      await expect(
        database.transaction(organisationId, (tx) =>
          together([
            team(tx, 'A'),
            tx.write(`UPDATE teams SET name = NULL WHERE organisation_id = $1`, [organisationId]),
          ]),
        ),
      ).rejects.toMatchObject({ code: '23502' });
      expect(await names()).toEqual(['Before']);
    });

    it('stores what nobody waits for with the commit, and fails where it cannot be stored', async () => {
      const nobody = () => new Error('There is no log.');
      await database.transaction(organisationId, async (tx) => {
        last(tx, 'A');
        last(tx, 'B', nobody);
        expect(await tx.query(`SELECT name FROM teams WHERE organisation_id = $1`, [organisationId])).toEqual([]);
      });
      expect(await names()).toEqual(['A', 'B']);
      const told: string[] = [];
      const failing = (more: (tx: Tx) => void) =>
        database.transaction(organisationId, async (tx) => {
          await team(tx, 'C');
          tx.afterCommit(() => void told.push('committed'));
          more(tx);
        });
      const broken = (tx: Tx, faultOf?: () => Error) => tx.writeLast(`SELECT 1 / $1::int`, [0], faultOf);
      await expect(failing((tx) => broken(tx))).rejects.toMatchObject({ code: '22012' });
      await expect(failing((tx) => broken(tx, nobody))).rejects.toThrow('There is no log.');
      // The one whose fault it was is named, whatever was asked for first, and with news on the way too.
      const both = failing((tx) => {
        last(tx, 'D', nobody);
        broken(tx);
        tx.notifyOnCommit('groundswell', 'news');
      });
      await expect(both).rejects.toMatchObject({ code: '22012' });
      expect(told).toEqual([]);
      expect(await names()).toEqual(['A', 'B']);
    });

    it('forgets what nobody waits for when it fails before', async () => {
      const failing = database.transaction(organisationId, async (tx) => {
        last(tx, 'A', () => new Error('Not this one.'));
        await tx.query(`SELECT 1 / 0`);
      });
      await expect(failing).rejects.toMatchObject({ code: '22012' });
      expect(await names()).toEqual([]);
    });
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
