import type { HomeQuery } from '@groundswell/contracts';
import { EvidenceSwatch, Figure, formatHours, Money } from '@groundswell/ui';

/** The four numbers a leader looks for first. Each opens its definition and its entries. */
export function Headline({ headline }: { headline: NonNullable<HomeQuery['home']['headline']> }) {
  return (
    <div className="app-tiles">
      <Figure
        figure="live-workflows"
        label="Live workflows"
        value={headline.liveWorkflows}
        entriesHref="/compounding/workflows?figure=live-workflows"
      />
      <Figure
        figure="hours-headline"
        label="Hours saved, measured and confirmed"
        value={formatHours(headline.confirmedHours)}
        entriesHref="/compounding/time?figure=hours-headline"
      />
      <Figure
        figure="hours-estimated"
        label="Hours saved, estimated only"
        value={
          <>
            <EvidenceSwatch grade="estimated" /> {formatHours(headline.estimatedHours)}
          </>
        }
        entriesHref="/compounding/time?figure=hours-estimated"
      />
      <Figure
        figure="net-value"
        label="Net value"
        value={<Money micros={headline.netValueMicros} compact />}
        losing={headline.netValueMicros < 0}
        note={headline.netValueMicros < 0 ? 'has cost more than it saved so far' : undefined}
        entriesHref="/compounding"
      />
    </div>
  );
}
