/**
 * What the official conformance suite drives: opens the server of a scenario with the very parts that connectors use, signs in
 * where it is asked to, lists the tools and calls them. Argument: the address of the server.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Catalogue } from '../libs/connectors/dist/catalogue/catalogue.js';
import { SettingValues } from '../libs/connectors/dist/catalogue/setting-values.js';
import { ConnectionOpener } from '../libs/connectors/dist/mcp/connection-opener.js';
import { McpFailure } from '../libs/connectors/dist/mcp/mcp-failure.js';
import { Sandbox } from '../libs/connectors/dist/mcp/sandbox.js';
import { AddressGuard } from '../libs/connectors/dist/outgoing-http/address-guard.js';
import { AllowedAddresses } from '../libs/connectors/dist/outgoing-http/allowed-addresses.js';
import { GuardedFetch } from '../libs/connectors/dist/outgoing-http/guarded-fetch.js';
import { AuthorizationServers } from '../libs/connectors/dist/sign-in/authorization-server.js';

const url = process.argv.at(-1) ?? '';
const context = JSON.parse(process.env.MCP_CONFORMANCE_CONTEXT ?? '{}');
/** A scenario that never stops asking for more is left after this many sign-ins. */
const MOST_SIGN_INS = 3;

const allowed = ['127.0.0.0/8', '::1', 'localhost'];
const guard = new AddressGuard(new AllowedAddresses(allowed));
const http = new GuardedFetch(guard);
const work = mkdtempSync(join(tmpdir(), 'groundswell-conformance-'));
const opener = new ConnectionOpener(
  new Catalogue(undefined),
  new SettingValues([], guard, http),
  http,
  Sandbox.none(),
  work,
);
const servers = new AuthorizationServers(http, { publicUrl: 'https://conformance-test.local' });

/** A value that fits a property of an input schema. */
function valueFor(schema) {
  if (schema?.default !== undefined) return schema.default;
  if (Array.isArray(schema?.enum)) return schema.enum[0];
  const type = Array.isArray(schema?.type) ? schema.type[0] : schema?.type;
  switch (type) {
    case 'number':
    case 'integer':
      return 5;
    case 'boolean':
      return true;
    case 'array':
      return [];
    case 'object':
      return {};
    default:
      return 'text';
  }
}

function argumentsFor(definition) {
  const properties = definition.inputSchema.properties ?? {};
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, valueFor(schema)]));
}

function registered() {
  const { client_id, client_secret } = context;
  return client_id === undefined ? undefined : { client_id, ...(client_secret === undefined ? {} : { client_secret }) };
}

/** Signs in as a person would whose browser follows where it is sent. */
async function signIn(more) {
  const server = await servers.discover(url, registered, more);
  const state = 'state-of-the-conformance-client';
  const { url: authorizationUrl, codeVerifier } = await servers.depart(server, state);
  const sent = await http.fetch(authorizationUrl, { redirect: 'manual' });
  const location = sent.headers.get('location');
  if (location === null) throw new Error('Nobody was sent back.');
  const back = new URL(location).searchParams;
  if (back.get('state') !== state) throw new Error('Another state came back.');
  const tokens = await servers.exchange(server, { code: back.get('code') ?? '', iss: back.get('iss'), codeVerifier });
  granted = server.scope;
  return tokens.access_token;
}

async function useTools(token) {
  const target = {
    transport: 'http',
    catalogueKey: null,
    url,
    settings: {},
    secrets: new Map(),
    era: null,
    // A person who leaves every field as it is proposed.
    answer: () => Promise.resolve({ action: 'accept', content: {} }),
    ...(token === null ? {} : { token: () => Promise.resolve(token) }),
  };
  const session = await opener.open(target);
  try {
    const tools = await session.tools();
    // A scenario may say what is to be called, and how.
    const calls =
      context.toolCalls ?? tools.map((definition) => ({ name: definition.name, arguments: argumentsFor(definition) }));
    for (const { name, arguments: args } of calls) {
      const definition = tools.find((tool) => tool.name === name);
      if (definition === undefined) continue;
      // One tool that fails, or that is not called at all since its definition is not valid, does not keep the others back.
      const answer = await session.call(definition, args, { timeoutMs: 20_000 }).catch((error) => {
        if (error instanceof McpFailure && error.kind === 'unauthorized') throw error;
        return { failed: String(error) };
      });
      console.log(JSON.stringify({ tool: name, answer }));
    }
  } finally {
    await session.close();
  }
}

let token = null;
/** What the last sign-in was asked to let us do. */
let granted = null;
let signIns = 0;
try {
  for (;;) {
    try {
      await useTools(token);
      break;
    } catch (error) {
      if (!(error instanceof McpFailure) || error.kind !== 'unauthorized' || signIns >= MOST_SIGN_INS) throw error;
      signIns++;
      token = await signIn([granted, error.requiredScope].filter((scope) => scope !== null).join(' ') || null);
    }
  }
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await http.close();
  rmSync(work, { recursive: true, force: true });
}
