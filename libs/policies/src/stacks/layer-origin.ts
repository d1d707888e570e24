import type { LayerScope } from '../domain/layer.js';
import type { Ancestor } from '../domain/stack.js';

/** A layer of a workflow's stack and where it comes from. */
export interface LayerOrigin {
  readonly layerId: string;
  readonly scope: LayerScope;
  readonly name: string;
  readonly version: number;
  readonly digest: string;
  /** In plain words: "Organisation layer", "Team layer Sales, inherited from Answer tenants". */
  readonly origin: string;
  /** Rules and obligations together. */
  readonly ruleCount: number;
  /** Whether the workflow set it for itself; every other one it inherits. */
  readonly own: boolean;
}

interface Placed {
  readonly scope: LayerScope;
  readonly targetId: string;
  readonly name: string;
}

/** Where a layer of a stack comes from, in plain words. */
export function layerOrigin(layer: Placed, ancestry: readonly Ancestor[]): string {
  const self = ancestry.at(-1);
  switch (layer.scope) {
    case 'organisation':
      // It starts out under the name of its scope: said once.
      return layer.name === 'Organisation' ? 'Organisation layer' : `Organisation layer ${layer.name}`;
    case 'team': {
      if (self?.teamId === layer.targetId) return `Team layer ${layer.name}`;
      const from = ancestry.find((ancestor) => ancestor.teamId === layer.targetId);
      return `Team layer ${layer.name}, inherited from ${from?.title ?? 'an ancestor'}`;
    }
    case 'connector':
      return `Connector layer ${layer.name}`;
    case 'workflow': {
      if (self?.workflowId === layer.targetId) return 'This workflow';
      const from = ancestry.find((ancestor) => ancestor.workflowId === layer.targetId);
      return `Inherited from ${from?.title ?? 'an ancestor'}`;
    }
  }
}
