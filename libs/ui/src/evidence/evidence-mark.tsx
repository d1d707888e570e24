import type { ReactNode } from 'react';
import { Group, Text, Tooltip } from '@mantine/core';

export type EvidenceGradeName = 'measured' | 'confirmed' | 'estimated';

/** What each grade means, in one sentence, wherever it is shown. */
export const EVIDENCE_MEANING: Readonly<Record<EvidenceGradeName, string>> = {
  measured: 'Measured: timed by hand before, and timed in the page after.',
  confirmed: 'Confirmed: a person looked at the run and said how many minutes it took.',
  estimated: 'Estimated: nobody has looked. Never part of the headline.',
};

/** The square that stands for a grade: measured solid, confirmed tinted, estimated hatched. */
export function EvidenceSwatch({ grade }: { grade: EvidenceGradeName }) {
  return <span aria-hidden="true" className={`gs-evidence gs-evidence-${grade}`} />;
}

/** A grade as square and word. The word is always there: the pattern alone would leave people guessing. */
export function EvidenceMark({ grade, children }: { grade: EvidenceGradeName; children?: ReactNode }) {
  return (
    <Tooltip label={EVIDENCE_MEANING[grade]}>
      <Group component="span" gap={6} wrap="nowrap" display="inline-flex">
        <EvidenceSwatch grade={grade} />
        <Text span>{children ?? grade}</Text>
      </Group>
    </Tooltip>
  );
}
