import { Injectable } from '@nestjs/common';
import type { Actor, Tx } from '@groundswell/platform';
import { WorkflowAccess } from '../access/workflow-access.js';
import { BindingsService, namesOf } from '../bindings/bindings.service.js';
import { versionDifference, type VersionChange } from '../domain/version-difference.js';
import { contentOf } from '../persistence/versions.repository.js';

/** Compares two versions that a person may read, of one workflow or of two. */
@Injectable()
export class VersionDifferenceQuery {
  constructor(
    private readonly access: WorkflowAccess,
    private readonly bindings: BindingsService,
  ) {}

  /** @throws AppError NOT_FOUND */
  async between(tx: Tx, actor: Actor, fromId: string, toId: string): Promise<readonly VersionChange[]> {
    const before = contentOf((await this.access.getReadableVersion(tx, actor, fromId)).version);
    const after = contentOf((await this.access.getReadableVersion(tx, actor, toId)).version);
    const connectors = await this.bindings.connectorsOf(tx, [...before.bindings, ...after.bindings]);
    return versionDifference(before, after, namesOf(connectors));
  }
}
