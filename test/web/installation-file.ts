import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where everything goes that a walk leaves behind. Git ignores it. */
export const resultsFolder = fileURLToPath(new URL('../../test-results', import.meta.url));

/** Pictures of the pages, and what the walks tell each other. */
export const picturesFolder = join(resultsFolder, 'pages');
const sessionsFolder = join(resultsFolder, 'sessions');

/** What a walk knows of the installation that runs for all of them. */
export interface InstallationFile {
  readonly url: string;
  /** The link that the terminal prints on a first start. */
  readonly setupLink: string;
  /** A folder that the operator opened for document connectors. */
  readonly folder: string;
  /** An MCP server in the house that asks for a person's sign-in. */
  readonly ordersUrl: string;
  /** An MCP server in the house that shows beforehand what a change would change. */
  readonly contactsUrl: string;
}

const file = join(sessionsFolder, 'installation.json');

export const foldersToMake = [picturesFolder, sessionsFolder] as const;

export function writeInstallation(installation: InstallationFile): void {
  writeFileSync(file, JSON.stringify(installation));
}

export function readInstallation(): InstallationFile {
  return JSON.parse(readFileSync(file, 'utf8')) as InstallationFile;
}

/** Where a person's session is kept from one walk to the next. */
export function sessionFile(person: string): string {
  return join(sessionsFolder, `${person}.json`);
}
