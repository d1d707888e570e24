// Writes the schema that the server serves to libs/contracts/schema.graphql. `npm run schema` builds the server before.
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { createLogger, readSettings, StaticKeyRing } from '@groundswell/platform';
import { createApp } from '@groundswell/server';
import { createTestDatabase } from '@groundswell/testing';

const database = await createTestDatabase();
try {
  const settings = readSettings({}).with({ workers: 0, logLevel: 'error' });
  const app = await createApp({
    settings,
    logger: createLogger(settings),
    databaseUrl: database.url,
    keyRing: new StaticKeyRing([randomBytes(32)]),
  });
  const schema = printSchema(lexicographicSortSchema(app.get(GraphQLSchemaHost).schema));
  await writeFile(new URL('../libs/contracts/schema.graphql', import.meta.url), `${schema}\n`);
  await app.close();
} finally {
  await database.drop();
}
