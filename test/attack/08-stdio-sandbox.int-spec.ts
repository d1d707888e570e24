import { createServer, type Server } from 'node:net';
import { symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { existsSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Attempts } from './attempts.js';
import { type HostileConnector, HostileWorld } from './hostile-world.js';

// A start, a server and a walk through many attempts: more than a spec takes, on a machine that does other things too.
jest.setTimeout(180_000);

const promise = new Attempts(8);
const CANARY = 'Kanarie-Girlitz-4713';
/** What the server's own process carries, and no connector may see. */
const OWN = {
  GROUNDSWELL_MASTER_KEY_CANARY: CANARY,
  ANTHROPIC_AUTH_TOKEN: CANARY,
  AWS_SECRET_ACCESS_KEY: CANARY,
  NODE_OPTIONS_CANARY: CANARY,
  npm_config_canary: CANARY,
};

let world: HostileWorld;
let sandboxed: boolean;
let listener: Server;
let marks = 0;

beforeAll(async () => {
  Object.assign(process.env, OWN);
  world = await HostileWorld.start();
  listener = createServer((socket) => socket.end('internal'));
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  await writeFile(join(world.installation.folder, 'private.txt'), CANARY);
  await symlink(world.installation.folder, join(world.installation.folder, 'link'));
  await world.connector([]);
  const { connectors } = await world.owner.ask<{ connectors: { sandboxed: boolean }[] }>(
    `{ connectors { sandboxed } }`,
  );
  sandboxed = connectors[0]?.sandboxed === true;
});
afterAll(async () => {
  for (const name of Object.keys(OWN)) Reflect.deleteProperty(process.env, name);
  listener.close();
  await world.close();
});

/** What the hostile server answers, asked through the governed path. */
async function ask(connector: HostileConnector, workflowId: string, query: string): Promise<string> {
  const { callTool } = await world.builder.ask<{ callTool: { content: { text: string }[] } }>(
    `mutation ($toolId: ID!, $workflowId: ID!, $query: JSON!) {
       callTool(toolId: $toolId, workflowId: $workflowId, arguments: $query) { ... on ToolCallOutput { content } } }`,
    { toolId: connector.tool('search_customers').id, workflowId, query: { query } },
  );
  return callTool.content.map((part) => part.text).join('\n');
}

describe('promise 8: a stdio connector sees nothing beyond its grant', () => {
  it('no variable of the server, and of its own only those of its entry', async () => {
    const connector = await world.connector(['environment'], {}, 'a-secret-of-its-own');
    const workflowId = await world.workflow(connector, ['search_customers']);
    const text = await ask(connector, workflowId, 'x');
    await promise.try('variables of the server’s process', () => {
      expect(text).not.toContain(CANARY);
      for (const name of Object.keys(OWN)) expect(text).not.toContain(name);
    });
    const { env, cwd } = JSON.parse(text) as { env: object; cwd: string };
    await promise.try('the names of all that it sees', () => {
      const names = Object.keys(env).sort();
      const harmless = new Set([
        'SECRET',
        'HOME',
        'PATH',
        'TMPDIR',
        'TEMP',
        'TMP',
        'LANG',
        'LC_ALL',
        'PWD',
        'NODE_ENV',
        'TZ',
        'USER',
      ]);
      expect(names.filter((name) => !harmless.has(name))).toEqual([]);
    });
    await promise.try('its folder is an empty one of its own', () => {
      expect([process.cwd(), world.installation.folder, '/', '/root']).not.toContain(cwd);
      if (!sandboxed) expect(readdirSync(dirname(cwd))).not.toContain('private.txt');
    });
  });

  it('no command but those of the catalogue, and no setting that becomes one', async () => {
    const attempts: Readonly<Record<string, Record<string, unknown>>> = {
      'an unknown entry': { catalogueKey: 'sh' },
      'a path as an entry': { catalogueKey: '/bin/sh' },
      'a prototype as an entry': { catalogueKey: '__proto__' },
      'a setting that the entry does not know': { settings: { behaviour: '', switchFolder: '', command: '/bin/sh' } },
      'a setting that is no text': { settings: { behaviour: ['-e'], switchFolder: '' } },
      'a folder that the operator did not open': { catalogueKey: 'documents', settings: { folder: '/etc' } },
      'a folder above the open one': {
        catalogueKey: 'documents',
        settings: { folder: join(world.installation.folder, '..') },
      },
      'a way out of the open folder': {
        catalogueKey: 'documents',
        settings: { folder: `${world.installation.folder}/../../etc` },
      },
    };
    for (const [what, change] of Object.entries(attempts)) {
      await promise.try(what, async () => {
        const answer = await world.owner.send(
          `mutation ($input: RegisterConnectorInput!) { registerConnector(input: $input) { id } }`,
          {
            input: {
              name: what,
              description: '',
              transport: 'stdio',
              catalogueKey: 'hostile',
              settings: { behaviour: '', switchFolder: '' },
              secrets: [],
              dataClass: 'internal',
              clientKey: what,
              ...change,
            },
          },
        );
        expect(answer.errors.map((error) => error.extensions.kind)).not.toEqual([]);
        expect(answer.errors.map((error) => error.extensions.code)).not.toContain('INTERNAL');
      });
    }
  });

  it('a setting with the marks of a shell stays a text', async () => {
    const owned = join(world.installation.folder, 'owned');
    for (const mark of ['; @', '$(@)', '`@`', '| @', '& @', '\n@\n', '" ; @ ; "', "' ; @ ; '"]) {
      const text = mark.replace('@', `touch ${owned}`);
      await promise.try(JSON.stringify(mark), async () => {
        await world.owner.send(
          `mutation ($input: RegisterConnectorInput!) { registerConnector(input: $input) { id } }`,
          {
            input: {
              name: `Shell ${marks++}`,
              description: '',
              transport: 'stdio',
              catalogueKey: 'hostile',
              settings: { behaviour: text, switchFolder: `${world.installation.folder}/${text}` },
              secrets: [{ name: 'secret', value: `secret ${text}` }],
              dataClass: 'internal',
              clientKey: `shell-${marks}`,
            },
          },
        );
        expect(existsSync(owned)).toBe(false);
      });
    }
  });

  it('no file and no address beyond its grant, where the system has bubblewrap; said plainly where it has not', async () => {
    const files = [
      '/etc/passwd',
      '/etc/shadow',
      '/root',
      '/home',
      // Of the checkout it sees the way to its own program and nothing beside it.
      join(process.cwd(), 'package.json'),
      join(process.cwd(), 'apps'),
      join(world.installation.folder, 'private.txt'),
      join(world.installation.folder, 'link', 'private.txt'),
      join(world.installation.folder, 'keys'),
    ];
    const connector = await world.connector(['look-around']);
    const knocking = await world.connector(['knock']);
    if (!sandboxed) {
      await promise.try('the page says that this connector is not sandboxed', async () => {
        const { connectors } = await world.owner.ask<{ connectors: { id: string; sandboxed: boolean }[] }>(
          `{ connectors { id sandboxed } }`,
        );
        expect(connectors.find((one) => one.id === connector.id)?.sandboxed).toBe(false);
      });
      promise.unproven('files and network: this machine has no bubblewrap that works');
      return;
    }
    const workflowId = await world.workflow(connector, ['search_customers']);
    for (const path of files) {
      await promise.try(`reading ${path}`, async () => {
        expect(await ask(connector, workflowId, path)).toContain('not seen');
      });
    }
    await promise.try('the first process that it sees is its own, not this machine’s', async () => {
      const environment = await ask(connector, workflowId, '/proc/1/environ');
      expect(environment).not.toContain(CANARY);
      expect(environment).toContain(join(world.installation.folder, 'connectors'));
    });
    const port = String((listener.address() as { port: number }).port);
    const networkWorkflow = await world.workflow(knocking, ['search_customers']);
    await promise.try('a listener on this machine', async () => {
      expect(await ask(knocking, networkWorkflow, port)).toContain('not reached');
    });
  });
});
