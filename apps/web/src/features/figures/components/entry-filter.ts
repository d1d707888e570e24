import type { CostKind, EntryFilter, EvidenceGrade } from '@groundswell/contracts';
import type { useUrlFilter } from '../../../lib/use-url-filter.js';

export const GRADES: readonly EvidenceGrade[] = ['measured', 'confirmed', 'estimated'];

/** The kinds of cost, in words. */
export const COST_KINDS: readonly { readonly value: CostKind; readonly label: string }[] = [
  { value: 'build', label: 'Building' },
  { value: 'review', label: 'Review' },
  { value: 'connectorSetup', label: 'Connector set-up' },
  { value: 'policySetup', label: 'Policy set-up' },
  { value: 'model', label: 'Model' },
  { value: 'tool', label: 'Tool' },
  { value: 'upkeep', label: 'Upkeep' },
  { value: 'training', label: 'Training' },
  { value: 'licence', label: 'Licence' },
  { value: 'overhead', label: 'Overhead' },
];

/** The filter of ledger lines that an address stands for. */
export function entryFilterFrom({ get }: ReturnType<typeof useUrlFilter>): EntryFilter {
  const month = /^\d{4}-\d{2}$/.exec(get('month') ?? '')?.[0];
  return {
    workflowId: get('workflow'),
    personId: get('person'),
    runId: get('run'),
    figure: get('figure'),
    month,
    grade: GRADES.find((grade) => grade === get('grade')),
    kind: COST_KINDS.find((kind) => kind.value === get('kind'))?.value,
  };
}
