import { EventEmitter } from 'node:events';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import {
  Logger as WorkerLogger,
  parseCronItems,
  run,
  type Runner,
  type Task,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError, type JsonObject } from '@groundswell/kernel';
import type { Tx } from '../database/database.js';
import { LOGGER, type Logger } from '../logging/logger.js';
import { Settings } from '../settings/settings.js';

/** Where the workers' own connections go: the owner's connection string of the database. */
export const DATABASE_URL = Symbol('DATABASE_URL');

/** How long jobs under way may take when the process stops. With what follows it must stay under ten seconds. */
const STOP_MS = 7_000;
/** Jobs that end within this time are taken off the list together. */
const TOGETHER_MS = 5;

/** A wake-up. It says only where to look; what may be done is decided by the rows it points at. */
export interface Job {
  readonly task: string;
  readonly payload: JsonObject;
  /** Jobs of the same key that have not started are one job. */
  readonly key?: string;
  readonly runAt?: Date;
  readonly maxAttempts?: number;
}

/** When work comes back: a cron line in UTC, and how far back a time that was missed is made good (once). */
export interface Timetable {
  readonly cron: string;
  readonly makeGoodMs: number;
}

export type JobHandler = (payload: JsonObject) => Promise<void>;

/** Durable jobs on the same database: enqueued in the transaction that causes them, run by any process. */
@Injectable()
export class Queue implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly handlers = new Map<string, JobHandler>();
  private readonly timetables = new Map<string, Timetable>();
  private readonly workerNames = new Set<string>();
  private heard: (name: string) => void = () => undefined;
  private runner: Runner | undefined;

  constructor(
    private readonly settings: Settings,
    @Inject(DATABASE_URL) private readonly databaseUrl: string,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** To be called while modules start; a task has one handler. */
  register(task: string, handler: JobHandler): void {
    if (this.handlers.has(task)) throw new Error(`The task ${task} has a handler already.`);
    this.handlers.set(task, handler);
  }

  /** Like `register`, for work that comes back by the clock: of all processes one does it. */
  registerRecurring(task: string, timetable: Timetable, handler: () => Promise<void>): void {
    this.register(task, handler);
    this.timetables.set(task, timetable);
  }

  /** Stored with the transaction, at its end. */
  async enqueue(tx: Tx, job: Job): Promise<void> {
    tx.writeLast(`SELECT groundswell_enqueue($1, $2::json, $3, $4::timestamptz, $5)`, [
      job.task,
      JSON.stringify(job.payload),
      job.key ?? null,
      job.runAt?.toISOString() ?? null,
      job.maxAttempts ?? 25,
    ]);
  }

  /** Names each worker of this process, those that are there already included. */
  onWorker(listener: (name: string) => void): void {
    this.heard = listener;
    for (const name of this.workerNames) listener(name);
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.settings.workers === 0) return;
    const taskList: TaskList = {};
    for (const [task, handler] of this.handlers) {
      const work: Task = async (payload) => handler(payload as JsonObject);
      taskList[task] = work;
    }
    const events: WorkerEvents = new EventEmitter();
    events.on('worker:create', ({ worker }) => {
      this.workerNames.add(worker.workerId);
      this.heard(worker.workerId);
    });
    this.runner = await run({
      events,
      connectionString: this.databaseUrl,
      concurrency: this.settings.workers,
      maxPoolSize: this.settings.workers + 2,
      noHandleSignals: true,
      preset: { worker: { completeJobBatchDelay: TOGETHER_MS } },
      pollInterval: 1000,
      taskList,
      parsedCronItems: parseCronItems(
        [...this.timetables].map(([task, { cron, makeGoodMs }]) => ({
          task,
          match: cron,
          // One key: times that were missed become one job, and a job that still waits is not joined by another.
          options: { backfillPeriod: makeGoodMs, jobKey: `recurring.${task}`, jobKeyMode: 'preserve_run_at' as const },
        })),
      ),
      logger: new WorkerLogger(() => (level, message) => this.log(level, message)),
    });
    this.runner.promise.catch((error: unknown) => this.logger.error({ err: error }, 'The job workers stopped.'));
  }

  /** Takes no more jobs and lets those under way end; what has not ended by then is taken up by another process. */
  async onModuleDestroy(): Promise<void> {
    const runner = this.runner;
    this.runner = undefined;
    if (runner === undefined) return;
    const stopped = runner.stop().catch((error: unknown) => this.logger.warn({ err: error }, 'The jobs stopped late.'));
    await Promise.race([stopped, delay(STOP_MS, undefined, { ref: false })]);
  }

  private log(level: string, message: string): void {
    if (level === 'error') this.logger.error({ source: 'queue' }, message);
    else if (level === 'warning') this.logger.warn({ source: 'queue' }, message);
    else this.logger.trace({ source: 'queue' }, message);
  }
}

/** The payload's text field of that name. */
export function payloadText(payload: JsonObject, name: string): string {
  const value = payload[name];
  if (typeof value !== 'string') throw new AppError('invalid', 'JOB_MALFORMED', `The job lacks its ${name}.`);
  return value;
}
