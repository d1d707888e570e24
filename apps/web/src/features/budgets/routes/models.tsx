import { useState } from 'react';
import { Anchor, Button, Text } from '@mantine/core';
import { ModelsPageDocument, type ModelPriceLineFragment, type ModelsPageQuery } from '@groundswell/contracts';
import {
  formatDay,
  formatDecimal,
  formatNumber,
  StackingRow,
  StackingTable,
  type StackingColumn,
} from '@groundswell/ui';
import { Link } from 'react-router';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Page, Section } from '../../../lib/page.js';
import { useSession } from '../../../lib/session.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { PriceDialog } from '../components/price-dialog.js';

const COLUMNS: readonly StackingColumn[] = [
  { label: 'From' },
  { label: 'Prompts up to' },
  { label: 'Input', right: true },
  { label: 'Output', right: true },
  { label: 'Cache read', right: true },
  { label: 'Cache write 5 min', right: true },
  { label: 'Cache write 1 h', right: true },
  { label: 'Note' },
];

/** The prices of each model, those of the newest list first, and of one list those of short prompts first. */
function pricesByModel(prices: readonly ModelPriceLineFragment[]): Map<string, ModelPriceLineFragment[]> {
  const byModel = new Map<string, ModelPriceLineFragment[]>();
  for (const price of prices) byModel.set(price.model, [...(byModel.get(price.model) ?? []), price]);
  for (const [model, mine] of byModel) {
    byModel.set(
      model,
      mine.toSorted((a, b) => b.validFrom.localeCompare(a.validFrom)),
    );
  }
  return byModel;
}

function ModelPrices({
  model,
  prices,
  onAdd,
}: {
  model: string;
  prices: ModelPriceLineFragment[];
  onAdd: (() => void) | null;
}) {
  const now = new Date().toISOString();
  const holds = prices.find((price) => price.validFrom <= now);
  const limits = holds ?? prices[0];
  return (
    <Section
      title={model}
      aside={
        onAdd !== null && (
          <Button variant="default" onClick={onAdd} aria-label={`Add prices of ${model}`}>
            Add prices
          </Button>
        )
      }
    >
      <Text c="dimmed">
        {limits?.contextTokens == null
          ? 'Nobody has said how much it takes in.'
          : `Takes in ${formatNumber(limits.contextTokens)} tokens.`}{' '}
        {limits?.maxOutputTokens == null ? '' : `Replies with at most ${formatNumber(limits.maxOutputTokens)}.`}
      </Text>
      <StackingTable label={`Prices of ${model}, in US dollars per million tokens`} minWidth={760} columns={COLUMNS}>
        {prices.map((price) => (
          <StackingRow
            key={`${price.listId} ${price.upToPromptTokens ?? ''}`}
            columns={COLUMNS}
            cells={[
              `${formatDay(price.validFrom)}${price.validFrom > now ? ' (to come)' : price.listId === holds?.listId ? ' (holds now)' : ''}`,
              price.upToPromptTokens == null ? 'any length' : formatNumber(price.upToPromptTokens),
              formatDecimal(price.inputPerMTok, 6),
              formatDecimal(price.outputPerMTok, 6),
              formatDecimal(price.cacheReadPerMTok, 6),
              formatDecimal(price.cacheWritePerMTok, 6),
              formatDecimal(price.cacheWrite1hPerMTok, 6),
              price.note,
            ]}
          />
        ))}
      </StackingTable>
    </Section>
  );
}

function Models({ data, onAdd }: { data: ModelsPageQuery; onAdd: ((model: string) => void) | null }) {
  const { liveConfigured, baseUrl } = data.modelService;
  return (
    <>
      <Text>
        {liveConfigured
          ? `Live runs speak to ${baseUrl ?? 'the configured service'}.`
          : 'No model service is configured, so runs can only be practised.'}
      </Text>
      {[...pricesByModel(data.modelPrices)].map(([model, prices]) => (
        <ModelPrices key={model} model={model} prices={prices} onAdd={onAdd === null ? null : () => onAdd(model)} />
      ))}
    </>
  );
}

/** The models with their limits and their dated prices. */
export function ModelsPage() {
  const { can } = useSession();
  const [open, setOpen] = useState<string | null>(null);
  const fetched = useFetched(ModelsPageDocument, {}, { dependsOn: ['ModelPrice'] });
  const mayAdd = can('model-price.add');
  return (
    <Page
      title="Models and prices"
      lead={
        <>
          US dollars per million tokens. Each request keeps the prices that held when it was made. Who may use which
          model,{' '}
          {can('policy.read') ? (
            <Anchor component={Link} to="/policies">
              the policy layers
            </Anchor>
          ) : (
            'the policy layers'
          )}{' '}
          say.
        </>
      }
      {...(can('budget.read') ? { back: { to: '/budgets', label: 'Budgets' } } : {})}
      actions={mayAdd && <Button onClick={() => setOpen('')}>Add a model</Button>}
    >
      <FetchedView of={fetched}>{(data) => <Models data={data} onAdd={mayAdd ? setOpen : null} />}</FetchedView>
      {open !== null && (
        <PriceDialog
          model={open}
          onClose={() => {
            setOpen(null);
            fetched.refetch();
          }}
        />
      )}
    </Page>
  );
}
