import { mkdirSync, rmSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  HOSTILE_ENTRY,
  ScriptedModel,
  startAuthorizationServer,
  startContactsServer,
  startHttpServer,
} from '@groundswell/testing';
import { startInstallation } from '../e2e/installation.js';
import { foldersToMake, writeInstallation } from './installation-file.js';
import { readsThenNotes } from './model-script.js';
import { doesItsTask } from './run-script.js';

/** Starts the installation that all walks share, with a model that answers from a script. Its end is what this returns. */
export default async function start(): Promise<() => Promise<void>> {
  for (const folder of foldersToMake) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  const model = await ScriptedModel.start();
  const authorization = await startAuthorizationServer();
  const orders = await startHttpServer({
    era: 'modern',
    protection: { authorizationServer: authorization.url, accepts: (...asked) => authorization.accepts(...asked) },
  });
  const contacts = await startContactsServer();
  const catalogueFolder = await mkdtemp(join(tmpdir(), 'groundswell-walks-'));
  const catalogueFile = join(catalogueFolder, 'catalogue.json');
  await writeFile(catalogueFile, JSON.stringify({ entries: [HOSTILE_ENTRY] }));
  const port = await freePort();
  const installation = await startInstallation({
    port,
    // Invitations are links to the address under which people know the installation.
    publicUrl: `http://localhost:${port}`,
    anthropicApiKey: 'key-of-the-walks',
    anthropicBaseUrl: model.url,
    catalogueFile,
    allowedAddresses: [authorization, orders, contacts].map((server) => `127.0.0.1:${server.port}`),
  });
  const { folder, server, url } = installation;
  await writeFile(join(folder, 'letter.txt'), 'Dear Ms Berg, the heating in Elm Street 4 is out of order.');
  const [task, letter] = [doesItsTask(folder), readsThenNotes(folder)];
  model.answersWith((request) => task(request) ?? letter(request));
  writeInstallation({
    url,
    folder,
    setupLink: server.setupLink ?? '',
    ordersUrl: orders.url,
    contactsUrl: contacts.url,
  });
  return async () => {
    await installation.close();
    await model.close();
    await orders.close();
    await contacts.close();
    await authorization.close();
    await rm(catalogueFolder, { recursive: true, force: true });
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
}
