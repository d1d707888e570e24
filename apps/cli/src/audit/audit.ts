import { AppError, isId, type OrganisationId } from '@groundswell/kernel';
import type { Logger, Settings } from '@groundswell/platform';
import type { Terminal } from '../terminal.js';
import { type AuditArguments, readAuditArguments } from './audit-arguments.js';
import { type AuditTools, openAudit } from './open-audit.js';

const WHOLE = 0;
const NOT_UNDERSTOOD = 2;
const BROKEN = 3;

/**
 * `audit verify | checkpoint | prune`: for operators and auditors, beside a running server or without one.
 * @returns 0 when all is well, 2 for arguments that are not understood, 3 when a log is not as it was written; a fault is 1
 */
export async function audit(
  settings: Settings,
  terminal: Terminal,
  logger: Logger,
  args: readonly string[],
): Promise<number> {
  const wanted = readAuditArguments(args);
  if (typeof wanted === 'string') {
    terminal.progress(`groundswell audit: ${wanted}`);
    terminal.progress('  audit verify [--checkpoints FOLDER] [--organisation ID]');
    terminal.progress('  audit checkpoint');
    terminal.progress('  audit prune --days N [--organisation ID]');
    return NOT_UNDERSTOOD;
  }
  const tools = await openAudit(settings, terminal, logger);
  try {
    switch (wanted.act) {
      case 'verify':
        return await verify(tools, wanted, terminal);
      case 'checkpoint':
        await tools.takeAll();
        terminal.result(`The checkpoints are in ${tools.folder}.`);
        return WHOLE;
      case 'prune':
        return await prune(tools, wanted, terminal);
    }
  } finally {
    await tools.close();
  }
}

async function chosen(tools: AuditTools, organisation: string | null): Promise<readonly OrganisationId[]> {
  const all = await tools.organisations();
  if (organisation === null) return all;
  const one = all.find((id) => id === organisation);
  if (isId(organisation) && one !== undefined) return [one];
  throw new AppError('not-found', 'ORGANISATION_UNKNOWN', `There is no log of an organisation ${organisation}.`);
}

async function verify(tools: AuditTools, wanted: AuditArguments, terminal: Terminal): Promise<number> {
  let code = WHOLE;
  for (const organisationId of await chosen(tools, wanted.organisation)) {
    const { ok, sentence } = await tools.verify(organisationId, wanted.checkpoints);
    terminal.result(`${ok ? 'whole ' : 'BROKEN'}  ${organisationId}  ${sentence}`);
    if (!ok) code = BROKEN;
  }
  return code;
}

async function prune(tools: AuditTools, wanted: AuditArguments, terminal: Terminal): Promise<number> {
  let code = WHOLE;
  for (const organisationId of await chosen(tools, wanted.organisation)) {
    try {
      const removed = await tools.prune(organisationId, wanted.days);
      terminal.result(`${organisationId}  ${removed} entries older than ${wanted.days} days were removed.`);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'AUDIT_CHAIN_BROKEN') throw error;
      terminal.result(`BROKEN  ${organisationId}  ${error.message}`);
      code = BROKEN;
    }
  }
  return code;
}
