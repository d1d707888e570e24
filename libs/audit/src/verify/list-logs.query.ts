import { Injectable } from '@nestjs/common';
import type { OrganisationId } from '@groundswell/kernel';
import { Database } from '@groundswell/platform';
import { CheckpointFolder } from '../checkpoints/checkpoint-folder.js';

/** The organisations that have a log, or of which a checkpoint says that they had one. */
@Injectable()
export class ListLogsQuery {
  constructor(
    private readonly database: Database,
    private readonly folder: CheckpointFolder,
  ) {}

  async all(): Promise<OrganisationId[]> {
    const rows = await this.database.system('audit logs', (tx) =>
      tx.query<{ organisation_id: OrganisationId }>(
        `SELECT organisation_id FROM audit_heads WHERE seq > 0 UNION SELECT organisation_id FROM audit_entries
          UNION SELECT organisation_id FROM audit_checkpoints`,
      ),
    );
    const known = new Set([...rows.map((row) => row.organisation_id), ...(await this.folder.organisations())]);
    return [...known].sort();
  }
}
