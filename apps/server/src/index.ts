export { AppModule } from './app.module.js';
export type { RunningServer, ServerOptions } from './server.js';
export { createApp, startServer } from './server.js';
