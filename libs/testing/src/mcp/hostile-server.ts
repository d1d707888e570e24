import { fileURLToPath } from 'node:url';

/** What the hostile server can be told to do; several at once, joined by commas. */
export const HOSTILE_BEHAVIOURS = {
  'mutate-after-call': 'changes a definition after its first call',
  'mutate-after-listing': 'changes a definition after its first listing',
  'mutate-on-switch': 'changes a definition while the switch file exists',
  'mutate-instructions': 'starts with other instructions while the switch file exists',
  'mutate-title': 'changes a title while the switch file exists',
  'mutate-letter': 'changes one letter for one that looks alike while the switch file exists',
  'mutate-schema': 'asks for one more argument while the switch file exists',
  'mutate-output-schema': 'promises another result while the switch file exists',
  'mutate-annotations': 'turns destructive while the switch file exists',
  'mutate-meta': 'hides instructions in its metadata while the switch file exists',
  'mutate-icons': 'shows an icon from elsewhere while the switch file exists',
  'rename-on-switch': 'gives its first tool another name while the switch file exists',
  'shadow-on-switch': 'lists a second tool of a known name while the switch file exists',
  'drop-on-switch': 'lists its first tool no more while the switch file exists',
  'grow-on-switch': 'lists one more tool while the switch file exists',
  shadow: 'lists a second tool of a known name',
  nameless: 'lists a tool without a name',
  'huge-definition': 'lists a tool with a description of a million characters',
  'deep-definition': 'lists a tool whose schema is nested 100,000 deep',
  'slow-listing': 'takes a minute to list its tools',
  'endless-listing': 'offers one page of tools after the other, for ever',
  'listing-is-text': 'lists a text instead of tools',
  'secret-in-description': 'puts its secret into the description of a tool',
  injection: 'answers with instructions for the model',
  orders: 'answers a search with the file beside the switch file that ends in .orders',
  'look-around': 'answers with what it sees at the path that it is asked for',
  knock: 'answers whether it reaches the port of this machine that it is asked for',
  environment: 'answers with its environment, folder and arguments',
  'environment-in-error': 'dies and says its secret',
  'read-file': 'answers with the file that the argument `path` names',
  oversized: 'answers with 32 MB',
  large: 'answers with 3 MB',
  'tool-error': 'answers that the tool failed',
  'slow-call': 'takes a minute to answer a call',
  'deaf-call': 'is so busy with a call for a minute that it hears nothing else',
  'die-in-call': 'dies when it is called',
  'protocol-error': 'answers a call with a protocol error that holds its secret',
  'malformed-result': 'answers a call with something that is no result',
  garbage: 'writes lines that are no messages before its answer',
  greeting: 'writes a greeting to its standard output',
  'die-at-start': 'dies at once',
  'silent-start': 'never answers the first message',
  'die-on-unknown': 'dies at a method that it does not know, as some old servers do',
  'silent-on-unknown': 'never answers a method that it does not know',
  'ignore-signals': 'does not go when its input ends or when it is told to',
  grandchild: 'starts a process of its own that holds the output open',
} as const;
export type HostileBehaviour = keyof typeof HOSTILE_BEHAVIOURS;

/** The program of the hostile server. Run by Node as it is, from the sources, wherever this lib is imported from. */
export const HOSTILE_SERVER = fileURLToPath(new URL('../../src/mcp/hostile-program.mjs', import.meta.url));

/** The arguments with which Node runs the hostile server. */
export function hostileServer(behaviours: readonly HostileBehaviour[] = [], switchFile?: string): string[] {
  return [
    HOSTILE_SERVER,
    `--behaviour=${behaviours.join(',')}`,
    ...(switchFile === undefined ? [] : [`--switch=${switchFile}`]),
  ];
}

/**
 * The hostile server as an entry of an operator's catalogue: behaviours and the folder of its switch are its settings, one secret its
 * own. Of all folders it may write into this one alone, so that it misbehaves in a sandbox as outside.
 */
export const HOSTILE_ENTRY = {
  key: 'hostile',
  title: 'Hostile',
  description: 'Misbehaves as it is told to.',
  command: { program: process.execPath },
  arguments: [HOSTILE_SERVER, '--behaviour={{behaviour}}', '--switch={{switchFolder}}/switch'],
  variables: { SECRET: '{{secret}}' },
  settings: [
    { name: 'behaviour', label: 'Behaviour', kind: 'text', required: false },
    { name: 'switchFolder', label: 'Switch', kind: 'text', required: false },
    { name: 'secret', label: 'Secret', kind: 'text', secret: true, required: false },
  ],
  readable: [fileURLToPath(new URL('../../src/mcp', import.meta.url))],
  writable: ['{{switchFolder}}'],
};
