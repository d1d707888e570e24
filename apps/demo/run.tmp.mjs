import { createLogger, readSettings, startEmbeddedPostgres } from '@groundswell/platform';
import { startDemo, demoSettings } from '/work/main/apps/demo/dist/index.js';
const settings = demoSettings(readSettings({ ...process.env }));
const pg = await startEmbeddedPostgres({ home: settings.home, loopback: true });
const t = Date.now();
const demo = await startDemo({ settings, logger: createLogger(settings), databaseUrl: pg.url, onProgress: (l) => console.log(((Date.now()-t)/1000).toFixed(1), l) });
console.log('ready', (Date.now() - t) / 1000, demo.url, JSON.stringify(demo.links, null, 1));
