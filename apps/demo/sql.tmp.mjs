import { startEmbeddedPostgres } from '@groundswell/platform';
import pg from 'pg';
const c = await startEmbeddedPostgres({ home: '/root/.groundswell/demo', loopback: true });
const u = new URL(c.url); u.pathname = '/groundswell_demo';
const client = new pg.Client({ connectionString: u.href }); await client.connect();
console.log(JSON.stringify((await client.query(process.argv[2])).rows ?? '', null, 0).slice(0, 3000));
await client.end(); await c.stop();
