import type { CompoundingFiguresFragment } from '@groundswell/contracts';
import {
  EvidenceSwatch,
  Figure,
  formatDecimal,
  formatHours,
  formatMonth,
  formatNumber,
  Money,
  THIN_SPACE,
} from '@groundswell/ui';

/** Two figures that are read against each other show as many decimals. */
const twoDecimals = (value: number): string =>
  formatNumber(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

function planNote(figures: CompoundingFiguresFragment): string {
  return figures.planNow == null ? 'the plan has ended' : `planned by now: ${formatDecimal(figures.planNow, 0)}`;
}

function CostOfNext({ figures }: { figures: CompoundingFiguresFragment }) {
  const last = figures.marginalCosts.at(-1);
  if (last === undefined)
    return <Figure figure="marginal-cost" label="Cost of the latest" value="–" note="none has entered pilot yet" />;
  return (
    <Figure
      figure="marginal-cost"
      label="Cost of the latest"
      value={<Money micros={last.totalMicros} />}
      note={
        <>
          no.{THIN_SPACE}
          {last.n}, spared by inheriting: <Money micros={last.avoidedMicros} compact />
        </>
      }
      entriesHref={`/compounding/cost?figure=marginal-cost&workflow=${last.workflowId}`}
    />
  );
}

/** The row that a leader reads first. Each number opens its definition and the entries behind it. */
export function HeadlineTiles({ figures }: { figures: CompoundingFiguresFragment }) {
  const { hoursTotal, netValue, reproduction, fteSaved } = figures;
  return (
    <div className="app-tiles">
      <Figure
        figure="live-workflows"
        label="Live workflows"
        value={figures.liveNow}
        note={planNote(figures)}
        entriesHref="/compounding/workflows?figure=live-workflows"
      />
      <CostOfNext figures={figures} />
      <Figure
        figure="hours-headline"
        label="Hours saved"
        value={formatHours(hoursTotal.headline)}
        losing={hoursTotal.headline < 0}
        note={
          <>
            <EvidenceSwatch grade="estimated" /> and {formatHours(hoursTotal.estimatedScaled)} estimated
          </>
        }
        entriesHref="/compounding/time?figure=hours-headline"
      />
      <Figure
        figure="fte-saved"
        label="Full-time equivalents"
        value={twoDecimals(fteSaved.headline)}
        note={`${twoDecimals(fteSaved.withEstimated)} with the estimate`}
        entriesHref="/compounding/time?figure=fte-saved"
      />
      <Figure
        figure="net-value"
        label="Net value"
        value={<Money micros={netValue.headlineMicros} compact />}
        losing={netValue.headlineMicros < 0}
        note={
          netValue.paybackMonth == null ? 'not paid back yet' : `paid back since ${formatMonth(netValue.paybackMonth)}`
        }
        entriesHref="/compounding/cost?figure=net-value"
        moreEntriesHref="/compounding/time?figure=net-value"
      />
      <Figure
        figure="reproduction-number"
        label={`Reproduction${THIN_SPACE}R`}
        value={reproduction.value == null || !reproduction.enough ? 'too early' : formatDecimal(reproduction.value, 2)}
        note={
          reproduction.value == null || !reproduction.enough
            ? 'not enough workflows to say'
            : reproduction.value >= 1
              ? 'above 1: it grows by itself'
              : 'below 1: it does not grow by itself'
        }
        entriesHref="/compounding/workflows?figure=reproduction-number"
      />
    </div>
  );
}
