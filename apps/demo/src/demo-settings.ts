import { join } from 'node:path';
import type { Settings } from '@groundswell/platform';

/** The names of the three databases of a demo, beside whatever else the server holds. */
export interface DemoDatabases {
  readonly product: string;
  readonly crm: string;
  readonly erp: string;
}

export const DEMO_DATABASES: DemoDatabases = {
  product: 'groundswell_demo',
  crm: 'groundswell_demo_crm',
  erp: 'groundswell_demo_erp',
};

/** The settings of a demo: a data folder of its own below the installation's, and demo mode, which listens on loopback only. */
export function demoSettings(settings: Settings): Settings {
  return settings.with({ home: join(settings.home, 'demo'), demo: true });
}

/** Opens the folder and the addresses of the firm's systems for the connectors, and nothing else. */
export function withSystems(settings: Settings, documentsFolder: string, addresses: readonly string[]): Settings {
  const hosts = addresses.map((address) => new URL(address)).map((url) => `${url.hostname}:${url.port || '5432'}`);
  return settings.with({
    allowedFolders: [...settings.allowedFolders, documentsFolder],
    allowedAddresses: [...settings.allowedAddresses, ...hosts],
  });
}
