import { Injectable } from '@nestjs/common';
import type { Tx } from '@groundswell/platform';
import type { LayerScope } from '../domain/layer.js';

/** Names the things of one kind that a layer can be set at; what does not exist in this organisation is left out. */
export type TargetNames = (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/**
 * The things that layers are set at live in other libraries: `workflows` and `connectors` say their names here when they
 * start, so that a layer cannot be set at something that does not exist.
 */
@Injectable()
export class LayerTargets {
  private readonly known = new Map<LayerScope, TargetNames>();

  register(scope: 'team' | 'connector' | 'workflow', names: TargetNames): void {
    this.known.set(scope, names);
  }

  async names(tx: Tx, scope: LayerScope, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const names = this.known.get(scope);
    return names && ids.length > 0 ? names(tx, [...new Set(ids)]) : new Map();
  }
}
