import { Injectable } from '@nestjs/common';
import { COST_KINDS, CostFigures, type CostKind } from '@groundswell/runs';
import { entriesBehind } from '../domain/figure-entries.js';

const INTO_PILOT: readonly CostKind[] = ['build', 'review', 'connectorSetup', 'policySetup'];

/** Tells the list of cost entries which kinds stand behind a figure. What also needs lineage is in `costEntriesBehind`. */
@Injectable()
export class AnalyticsCostFigures extends CostFigures {
  kindsBehind(figure: string): readonly CostKind[] | undefined {
    const lines = entriesBehind(figure)?.cost;
    if (!lines) return undefined;
    return lines.intoPilot ? INTO_PILOT : (lines.kinds ?? COST_KINDS);
  }
}
