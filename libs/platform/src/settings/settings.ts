import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from '@groundswell/kernel';

const list = (separator: RegExp) =>
  z
    .string()
    .default('')
    .transform((text) => text.split(separator).filter((part) => part.length > 0));

const url = (protocols: readonly string[]) =>
  z.string().refine(
    (text) => {
      try {
        return protocols.includes(new URL(text).protocol);
      } catch {
        return false;
      }
    },
    `must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  );

const wholeNumber = (low: number, high: number, fallback: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${low} to ${high}`)
    .transform(Number)
    .refine((value) => value >= low && value <= high, `must be a whole number from ${low} to ${high}`)
    .default(fallback);

const FACES = ['all', 'none'] as const;
const MODEL_SERVICES = ['anthropic', 'bedrock', 'vertex'] as const;
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

/** Every setting of an installation, by the name of its environment variable. One sentence each: the README prints them. */
const environment = z.object({
  PORT: wholeNumber(0, 65535, 4400).describe('Port of the pages, GraphQL and health.'),
  HOST: z.string().min(1).default('127.0.0.1').describe('Address to listen on; 0.0.0.0 opens it to the network.'),
  GROUNDSWELL_HOME: z.string().min(1).optional().describe('Folder of the data, the keys and the embedded database.'),
  GROUNDSWELL_PUBLIC_URL: url(['http:', 'https:']).optional().describe('Address under which people reach the pages.'),
  DATABASE_URL: url(['postgres:', 'postgresql:']).optional().describe('Postgres to use instead of the embedded one.'),
  GROUNDSWELL_DATABASE_POOL: wholeNumber(4, 200, 20).describe('Database connections of one process.'),
  GROUNDSWELL_MASTER_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=(,[A-Za-z0-9+/]{43}=)*$/, 'must be 32 bytes in base64, several of them joined by commas')
    .optional()
    .describe(
      'Key that wraps the data keys; without it one is kept in a file of the home folder. Of several, the first wraps and all unwrap.',
    ),
  GROUNDSWELL_SIGNING_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/, 'must be 32 bytes in base64')
    .optional()
    .describe('Key that signs audit checkpoints; without it one is kept in a file of the home folder.'),
  GROUNDSWELL_AUDIT_DAYS: wholeNumber(0, 36_500, 0).describe(
    'Days that audit entries are kept; 0 keeps them for ever.',
  ),
  ANTHROPIC_API_KEY: z.string().min(1).optional().describe('Key of the Messages API for live runs.'),
  ANTHROPIC_BASE_URL: url(['http:', 'https:']).optional().describe('Any server that speaks the Messages API.'),
  GROUNDSWELL_MODEL_SERVICE: z
    .enum(MODEL_SERVICES, `must be one of ${MODEL_SERVICES.join(', ')}`)
    .default('anthropic')
    .describe(
      'Whose service live runs use: the Messages API itself, or the one in Amazon Bedrock or in Google Vertex AI.',
    ),
  GROUNDSWELL_MODEL_REGION: z
    .string()
    .min(1)
    .optional()
    .describe('Region of Bedrock or Vertex AI; makes live runs possible.'),
  GROUNDSWELL_MODEL_PROJECT: z.string().min(1).optional().describe('Google project of Vertex AI.'),
  GROUNDSWELL_MODEL_BASE_URL: url(['http:', 'https:'])
    .optional()
    .describe(
      'Address of Bedrock or Vertex AI other than the public one of the region: a private endpoint or a proxy.',
    ),
  GROUNDSWELL_CATALOGUE: z.string().min(1).optional().describe('JSON file with more stdio commands for connectors.'),
  GROUNDSWELL_ALLOWED_FOLDERS: list(/:/).describe('Folders that document connectors may open, separated by colons.'),
  GROUNDSWELL_ALLOWED_ADDRESSES: list(/[,\s]+/).describe(
    'Internal addresses (host:port or CIDR) that connectors may reach, separated by commas.',
  ),
  GROUNDSWELL_SESSION_DAYS: wholeNumber(1, 90, 14).describe('Days until a sign-in ends.'),
  GROUNDSWELL_FACES: z
    .enum(FACES, `must be one of ${FACES.join(', ')}`)
    .default('all')
    .describe('all serves pages and GraphQL; none makes a process that only works, and answers health.'),
  GROUNDSWELL_WORKERS: wholeNumber(0, 64, 4).describe('Jobs that this process works on at the same time; 0 for none.'),
  GROUNDSWELL_LOG_LEVEL: z
    .enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`)
    .default('info')
    .describe('How much is logged.'),
});

/** The settings of one process, checked. Read once at the start; nothing else reads the environment. */
export class Settings {
  port!: number;
  host!: string;
  home!: string;
  publicUrl!: string;
  databaseUrl: string | undefined;
  databasePool!: number;
  masterKey: string | undefined;
  signingKey: string | undefined;
  auditDays!: number;
  anthropicApiKey: string | undefined;
  anthropicBaseUrl: string | undefined;
  modelService!: (typeof MODEL_SERVICES)[number];
  modelRegion: string | undefined;
  modelProject: string | undefined;
  modelBaseUrl: string | undefined;
  catalogueFile: string | undefined;
  allowedFolders!: readonly string[];
  allowedAddresses!: readonly string[];
  sessionDays!: number;
  faces!: (typeof FACES)[number];
  workers!: number;
  logLevel!: (typeof LOG_LEVELS)[number];
  /** Demo mode: sign-in links, loopback only. Set by the demo command, never by the environment. */
  demo = false;

  constructor(values: Omit<Settings, 'with'>) {
    Object.assign(this, values);
  }

  /** A copy with some settings replaced: for commands and tests. */
  with(changes: Partial<Omit<Settings, 'with'>>): Settings {
    return new Settings({ ...this, ...changes });
  }
}

/** Name, sentence and default of each setting, for the documentation and the `doctor` command. */
export function describeSettings(): { name: string; description: string }[] {
  return Object.entries(environment.shape).map(([name, field]) => ({ name, description: field.description ?? '' }));
}

/**
 * Reads the settings from environment variables and lists every fault at once.
 * @throws AppError SETTINGS_INVALID
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const given = Object.fromEntries(
    Object.keys(environment.shape)
      .filter((name) => env[name] !== undefined && env[name] !== '')
      .map((name) => [name, env[name]]),
  );
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new AppError('invalid', 'SETTINGS_INVALID', `These settings do not fit: ${faults.join('; ')}.`);
  }
  const value = parsed.data;
  return new Settings({
    port: value.PORT,
    host: value.HOST,
    home: resolve(value.GROUNDSWELL_HOME ?? join(homedir(), '.groundswell')),
    publicUrl: value.GROUNDSWELL_PUBLIC_URL ?? `http://localhost:${value.PORT}`,
    databaseUrl: value.DATABASE_URL,
    databasePool: value.GROUNDSWELL_DATABASE_POOL,
    masterKey: value.GROUNDSWELL_MASTER_KEY,
    signingKey: value.GROUNDSWELL_SIGNING_KEY,
    auditDays: value.GROUNDSWELL_AUDIT_DAYS,
    anthropicApiKey: value.ANTHROPIC_API_KEY,
    anthropicBaseUrl: value.ANTHROPIC_BASE_URL,
    modelService: value.GROUNDSWELL_MODEL_SERVICE,
    modelRegion: value.GROUNDSWELL_MODEL_REGION,
    modelProject: value.GROUNDSWELL_MODEL_PROJECT,
    modelBaseUrl: value.GROUNDSWELL_MODEL_BASE_URL,
    catalogueFile: value.GROUNDSWELL_CATALOGUE,
    allowedFolders: value.GROUNDSWELL_ALLOWED_FOLDERS,
    allowedAddresses: value.GROUNDSWELL_ALLOWED_ADDRESSES,
    sessionDays: value.GROUNDSWELL_SESSION_DAYS,
    faces: value.GROUNDSWELL_FACES,
    workers: value.GROUNDSWELL_WORKERS,
    logLevel: value.GROUNDSWELL_LOG_LEVEL,
    demo: false,
  });
}
