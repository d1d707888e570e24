import { Injectable } from '@nestjs/common';
import { type ConnectorId, type ConnectorVersionId, newId, type ToolId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import type { ToolState } from '../domain/tool-status.js';
import { ToolEntity } from './connector.entities.js';
import type { StoredTool } from './connectors.repository.js';
import { columnsOf } from './tool-record.js';

/** Writes tools. */
@Injectable()
export class ToolsRepository {
  /** Pins a tool that this version did not have, in the state in which it begins. */
  async add(
    tx: Tx,
    place: { readonly connectorId: ConnectorId; readonly connectorVersionId: ConnectorVersionId },
    state: ToolState,
    at: Date,
  ): Promise<void> {
    await tx.manager.insert(ToolEntity, {
      id: newId<ToolId>(at.getTime()),
      ...tx.scope,
      ...place,
      name: state.definition.name,
      revision: 1,
      ...columnsOf(null, state, at),
    });
  }

  /** Saves a new state of a tool that the caller holds for a change. */
  async save(tx: Tx, before: StoredTool, state: ToolState, at: Date): Promise<void> {
    await tx.manager.update(
      ToolEntity,
      { ...tx.scope, id: before.id },
      { ...columnsOf(before, state, at), revision: before.revision + 1 },
    );
  }
}
