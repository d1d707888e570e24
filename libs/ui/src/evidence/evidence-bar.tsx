import { Group } from '@mantine/core';
import { formatHours } from '../format/durations.js';
import { EvidenceMark, type EvidenceGradeName } from './evidence-mark.js';

export interface HoursByGradeValue {
  readonly measured: number;
  readonly confirmed: number;
  readonly estimated: number;
}

const GRADES: readonly EvidenceGradeName[] = ['measured', 'confirmed', 'estimated'];

/** Hours split by grade, as one bar with its legend. Totals are never shown without this split. */
export function EvidenceBar({ hours, legend = true }: { hours: HoursByGradeValue; legend?: boolean }) {
  const total = GRADES.reduce((sum, grade) => sum + Math.max(0, hours[grade]), 0);
  const spoken = GRADES.map((grade) => `${grade} ${formatHours(hours[grade])}`).join(', ');
  return (
    <div>
      <div className="gs-evidence-bar" role="img" aria-label={`Hours saved: ${spoken}`}>
        {GRADES.filter((grade) => hours[grade] > 0).map((grade) => (
          <span
            key={grade}
            className={`gs-evidence-part gs-evidence-${grade}`}
            style={{ width: `${(hours[grade] / total) * 100}%` }}
          />
        ))}
      </div>
      {legend && (
        <Group gap="sm" mt={8}>
          {GRADES.map((grade) => (
            <EvidenceMark key={grade} grade={grade}>
              {grade} {formatHours(hours[grade])}
            </EvidenceMark>
          ))}
        </Group>
      )}
    </div>
  );
}
