import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { createLogger, readSettings, StaticKeyRing } from '@groundswell/platform';
import { createApp } from '@groundswell/server';
import { createTestDatabase } from '@groundswell/testing';

describe('the checked-in schema', () => {
  it('is the one that the server serves: run `npm run schema` after a change', async () => {
    const database = await createTestDatabase();
    const settings = readSettings({}).with({ workers: 0, logLevel: 'error' });
    const app = await createApp({
      settings,
      logger: createLogger(settings),
      databaseUrl: database.url,
      keyRing: new StaticKeyRing([randomBytes(32)]),
    });
    try {
      const served = printSchema(lexicographicSortSchema(app.get(GraphQLSchemaHost).schema));
      const kept = await readFile(new URL('../../libs/contracts/schema.graphql', import.meta.url), 'utf8');
      expect(kept.trim()).toBe(served.trim());
    } finally {
      await app.close();
      await database.drop();
    }
  });
});
