import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { generateBusinessData } from './business/business-data.js';
import type { BusinessData } from './business/rows.js';
import { createCrm } from './crm/crm-database.js';
import { type DocumentFile, generateDocuments, writeDocuments } from './documents/documents.js';
import { createErp } from './erp/erp-database.js';

export interface BusinessSystemsOptions {
  /** Connection text of an account that may make databases and roles. */
  readonly adminUrl: string;
  /** Where the documents go; what is there is replaced. */
  readonly documentsFolder: string;
  /** Names of the two databases; tests take names of their own. */
  readonly databases: { readonly crm: string; readonly erp: string };
  readonly seed: number;
  /** The day that the data stands at, as an ISO date. */
  readonly asOf: string;
}

/** What the firm runs: a shared folder, a CRM and an ERP, filled and ready to be connected. Holds secrets. */
export interface BusinessSystems {
  readonly data: BusinessData;
  readonly documentsFolder: string;
  readonly files: readonly DocumentFile[];
  /** Of the CRM's reader. */
  readonly crmPassword: string;
  readonly erpApiKey: string;
}

/** Makes the firm's systems from the seed, over whatever an earlier fill left. */
export async function createBusinessSystems(options: BusinessSystemsOptions): Promise<BusinessSystems> {
  const data = generateBusinessData(options.seed, options.asOf);
  await rm(options.documentsFolder, { recursive: true, force: true });
  const files = generateDocuments(data);
  await writeDocuments(options.documentsFolder, files);
  const crmPassword = await createCrm({ adminUrl: options.adminUrl, name: options.databases.crm }, data);
  await createErp({ adminUrl: options.adminUrl, name: options.databases.erp }, data);
  return {
    data,
    documentsFolder: options.documentsFolder,
    files,
    crmPassword,
    erpApiKey: randomBytes(24).toString('hex'),
  };
}
