/**
 * A worker process as `apps/server` makes one, without its faces, for the tests of durability alone: told so, it kills itself
 * with SIGKILL when the engine passes a point. It starts when told, so that a spare one stands ready.
 */
import 'reflect-metadata';
import { Test } from '@nestjs/testing';
import { createLogger, openKeyRing, readSettings } from '@groundswell/platform';
import { ENGINE_POINTS, EnginePoints, PATIENCE } from '@groundswell/runs';
import { AppModule } from '@groundswell/server';

/** @type {{ point: string, passages: number } | null} */
let death = null;
const passed = Object.fromEntries(ENGINE_POINTS.map((point) => [point, 0]));

class DeadlyPoints extends EnginePoints {
  pass(point) {
    passed[point] += 1;
    if (death === null || death.point !== point) return;
    death.passages -= 1;
    if (death.passages <= 0) process.kill(process.pid, 'SIGKILL');
  }
}

const patience = {
  idleMs: 1_000,
  firstByteMs: 2_000,
  attemptMs: 20_000,
  maxAttempts: 3,
  baseDelayMs: 20,
  maxDelayMs: 50,
  maxRetryAfterMs: 200,
};
const settings = readSettings();
const module = await Test.createTestingModule({
  imports: [
    AppModule.with({
      settings,
      logger: createLogger(settings),
      databaseUrl: settings.databaseUrl,
      keyRing: await openKeyRing(settings),
    }),
  ],
})
  .overrideProvider(EnginePoints)
  .useValue(new DeadlyPoints())
  .overrideProvider(PATIENCE)
  .useValue(patience)
  .compile();

process.on('message', (message) => {
  if (message.death !== undefined) death = message.death;
  if (message.start === true) module.init().then(() => process.send({ started: true }));
  if (message.stop === true) module.close().then(() => process.exit(0));
});
// Whoever started us is gone.
process.on('disconnect', () => process.exit(0));
process.send({ ready: true });
