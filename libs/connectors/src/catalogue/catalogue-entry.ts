import { z } from 'zod';

/** What a steward may enter for one setting of a catalogue entry, and how it is checked. */
export const SETTING_KINDS = [
  'text',
  'choice',
  'url',
  /** A folder inside the folders that the operator opened. */
  'folder',
  /** A web address, or a file inside the folders that the operator opened. */
  'document',
  /** The connection string of a database on the network. */
  'database',
  'headerName',
  'headerValue',
] as const;

const settingSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/, 'is a word such as baseUrl'),
    label: z.string().min(1).max(80),
    help: z.string().max(400).default(''),
    kind: z.enum(SETTING_KINDS),
    secret: z.boolean().default(false),
    required: z.boolean().default(true),
    choices: z.array(z.string()).min(1).optional(),
    fallback: z.string().optional(),
  })
  .refine(
    (setting) => (setting.kind === 'choice') === (setting.choices !== undefined),
    'needs choices if it is a choice',
  );

const placeholders = (text: string): string[] => [...text.matchAll(/\{\{([^}]*)\}\}/g)].map((match) => match[1] ?? '');

const entrySchema = z
  .strictObject({
    key: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'is a word such as my-server'),
    title: z.string().min(1).max(80),
    description: z.string().max(400),
    /** A program of an installed npm package, started with this Node; or a program by its absolute path. */
    command: z.union([
      z.strictObject({ package: z.string().min(1), bin: z.string().min(1) }),
      z.strictObject({ program: z.string().startsWith('/', 'is an absolute path') }),
    ]),
    /** One argument each; a list stands or falls together. An argument whose setting is empty is left out. */
    arguments: z.array(z.union([z.string(), z.array(z.string())])).default([]),
    /** The only variables that the process gets, beside PATH, HOME, LANG and TZ. */
    variables: z.record(z.string().regex(/^[A-Z_][A-Z0-9_]*$/, 'is a variable'), z.string()).default({}),
    /** Files written into the empty folder in which the process starts. */
    files: z.record(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'is a file name'), z.string()).default({}),
    settings: z.array(settingSchema).default([]),
    /** Paths that a sandboxed process may read or write, beside its program. */
    readable: z.array(z.string()).default([]),
    writable: z.array(z.string()).default([]),
    network: z.enum(['none', 'open']).default('none'),
  })
  .superRefine((entry, context) => {
    const known = new Map(entry.settings.map((setting) => [setting.name, setting]));
    if (known.size < entry.settings.length) context.addIssue({ code: 'custom', message: 'names a setting twice' });
    const open = [...entry.arguments.flat(), ...Object.values(entry.files), ...entry.readable, ...entry.writable];
    for (const name of open.flatMap(placeholders)) {
      // Arguments show up in the process list of the machine, files on its disk.
      if (known.get(name)?.secret !== false) {
        context.addIssue({
          code: 'custom',
          message: `uses {{${name}}}, which is no setting, or a secret outside variables`,
        });
      }
    }
    for (const name of Object.values(entry.variables).flatMap(placeholders)) {
      if (!known.has(name)) context.addIssue({ code: 'custom', message: `uses {{${name}}}, which is no setting` });
    }
  });

/** The file of an operator with more entries. */
export const catalogueFileSchema = z.strictObject({ entries: z.array(entrySchema) });

export type CatalogueSetting = z.infer<typeof settingSchema>;
/** One command that the operator allows, as data: stewards choose an entry and fill in its settings, nothing else. */
export type CatalogueEntry = z.infer<typeof entrySchema>;

/** Checks an entry that is written in code. */
export function catalogueEntry(entry: z.input<typeof entrySchema>): CatalogueEntry {
  return entrySchema.parse(entry);
}

/**
 * Fills the placeholders of a template from the values of the settings. Data only: nothing in a value is looked at.
 * @returns null when a setting that it uses is empty.
 */
export function fill(template: string, values: ReadonlyMap<string, string>): string | null {
  if (placeholders(template).some((name) => !values.has(name))) return null;
  return template.replace(/\{\{([^}]*)\}\}/g, (_all, name: string) => values.get(name) ?? '');
}
