import { execFile } from 'node:child_process';
import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '@groundswell/kernel';
import type { Settings } from '@groundswell/platform';
import { openDatabase } from '../database/open-database.js';
import { assertPortFree } from '../start/assert-port-free.js';
import type { Terminal } from '../terminal.js';

/** What a check found: fine, worth knowing, or in the way of a start. */
interface Finding {
  readonly state: 'ok' | 'note' | 'fault';
  readonly text: string;
}

const run = promisify(execFile);
const LITTLE_SPACE_BYTES = 1024 ** 3;

/** Looks at everything that a start needs and says what to mend; ends with 1 when something is in the way. */
export async function doctor(settings: Settings, terminal: Terminal): Promise<number> {
  const checks: readonly (readonly [name: string, check: () => Promise<Finding>])[] = [
    ['Node', () => Promise.resolve(ok(`${process.versions.node} on ${process.platform} ${process.arch}`))],
    ['Home folder', () => checkHome(settings.home)],
    ['Database', () => checkDatabase(settings, terminal)],
    ['Port', () => checkPort(settings)],
    ['Model', () => Promise.resolve(checkModel(settings))],
    ['Sandbox', checkSandbox],
  ];
  let isSound = true;
  for (const [name, check] of checks) {
    const { state, text } = await check().catch(asFault);
    if (state === 'fault') isSound = false;
    terminal.result(`${state.padEnd(5)}  ${name}: ${text}`);
  }
  terminal.result(isSound ? 'Nothing is in the way of a start.' : 'Mend what is marked as a fault, then start again.');
  return isSound ? 0 : 1;
}

async function checkHome(home: string): Promise<Finding> {
  await mkdir(home, { recursive: true });
  await access(home, constants.R_OK | constants.W_OK);
  const { bavail, bsize } = await statfs(home);
  const free = bavail * bsize;
  const text = `${home}, ${Math.floor(free / 1024 ** 2)} MB free`;
  return free < LITTLE_SPACE_BYTES ? note(`${text}. That is little: the database grows.`) : ok(text);
}

async function checkDatabase(settings: Settings, terminal: Terminal): Promise<Finding> {
  const database = await openDatabase({ settings, terminal });
  await database.close();
  return ok(`${database.place}, schema up to date`);
}

async function checkPort(settings: Settings): Promise<Finding> {
  try {
    await assertPortFree(settings);
    return ok(`${settings.host}:${settings.port} is free`);
  } catch (error) {
    if (await runsThere(settings)) return note(`Groundswell runs on ${settings.host}:${settings.port} already.`);
    throw error;
  }
}

/** Whether what holds the port answers as an installation does. */
async function runsThere({ host, port }: Settings): Promise<boolean> {
  try {
    const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}/healthz`;
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    return answer.ok && (await answer.text()) === '{"status":"ok"}';
  } catch {
    return false;
  }
}

function checkModel(settings: Settings): Finding {
  const { modelService, modelRegion, modelProject } = settings;
  if (modelService !== 'anthropic') {
    const missing = [
      ...(modelRegion === undefined ? ['GROUNDSWELL_MODEL_REGION'] : []),
      ...(modelService === 'vertex' && modelProject === undefined ? ['GROUNDSWELL_MODEL_PROJECT'] : []),
    ];
    if (missing.length > 0) return note(`${missing.join(' and ')} is not set: runs use the practice model.`);
    return ok(`${modelService} in ${modelRegion ?? ''}; who we are there is found when the first run asks`);
  }
  if (settings.anthropicApiKey === undefined) {
    return note('ANTHROPIC_API_KEY is not set: runs use the practice model or are recorded by hand.');
  }
  return ok(`key set, address ${settings.anthropicBaseUrl ?? "the provider's own"}`);
}

async function checkSandbox(): Promise<Finding> {
  try {
    const { stdout } = await run('bwrap', ['--version']);
    return ok(stdout.trim());
  } catch {
    return note('bubblewrap (bwrap) is not installed: connectors that are commands run without a sandbox.');
  }
}

function asFault(error: unknown): Finding {
  if (error instanceof AppError) return { state: 'fault', text: error.message };
  if (error instanceof Error && 'path' in error && typeof error.path === 'string') {
    return {
      state: 'fault',
      text: `${error.message}. Grant the right, or set GROUNDSWELL_HOME beside ${dirname(error.path)}.`,
    };
  }
  throw error;
}

function ok(text: string): Finding {
  return { state: 'ok', text };
}

function note(text: string): Finding {
  return { state: 'note', text };
}
