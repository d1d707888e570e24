export type StageName = 'idea' | 'draft' | 'pilot' | 'production' | 'paused' | 'retired';

/** How far around the circle a stage has come; the two that have stopped have a sign of their own. */
const TURN: Partial<Record<StageName, number>> = { idea: 0, draft: 0.25, pilot: 0.5, production: 1 };

function slice(turn: number): string {
  const angle = turn * 2 * Math.PI;
  const x = 7 + 4 * Math.sin(angle);
  const y = 7 - 4 * Math.cos(angle);
  return `M7 7 V3 A4 4 0 ${turn > 0.5 ? 1 : 0} 1 ${x.toFixed(2)} ${y.toFixed(2)} Z`;
}

/** The circle of a stage: fills as the workflow moves towards production. */
export function StageGlyph({ stage }: { stage: StageName }) {
  const turn = TURN[stage];
  return (
    <svg className={`gs-stage-glyph gs-stage-${stage}`} viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
      <circle cx="7" cy="7" r="6" fill="none" stroke="currentColor" strokeWidth="1.5" />
      {turn === 1 && <circle cx="7" cy="7" r="4" fill="currentColor" />}
      {turn !== undefined && turn > 0 && turn < 1 && <path d={slice(turn)} fill="currentColor" />}
      {stage === 'paused' && <path d="M5.5 4.5 V9.5 M8.5 4.5 V9.5" stroke="currentColor" strokeWidth="1.5" />}
      {stage === 'retired' && <path d="M4.6 4.6 L9.4 9.4 M9.4 4.6 L4.6 9.4" stroke="currentColor" strokeWidth="1.5" />}
    </svg>
  );
}

/** The stage of a workflow, as circle and word. A draft whose version is handed in says so: nobody works on it. */
export function StageBadge({ stage, inReview = false }: { stage: StageName; inReview?: boolean }) {
  return (
    <span className={`gs-mark gs-stage gs-stage-${stage}`}>
      <StageGlyph stage={stage} />
      {inReview && stage === 'draft' ? 'In review' : stage.charAt(0).toUpperCase() + stage.slice(1)}
    </span>
  );
}
