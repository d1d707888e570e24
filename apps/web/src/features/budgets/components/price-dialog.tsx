import { useState } from 'react';
import { Button, Fieldset, Group, Modal, NumberInput, SimpleGrid, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { AddModelPriceDocument } from '@groundswell/contracts';
import { Form, RestoredNote } from '../../../lib/form.js';
import { faultOf, type Problem } from '../../../lib/problem.js';
import { useDraft } from '../../../lib/use-draft.js';
import { useChange } from '../../../lib/use-fetched.js';

const WORDS = [
  { name: 'input', label: 'Input' },
  { name: 'output', label: 'Output' },
] as const;
const CACHE = [
  { name: 'cacheRead', label: 'Read from the cache' },
  { name: 'cacheWrite5m', label: 'Written to the cache, 5 min' },
  { name: 'cacheWrite1h', label: 'Written to the cache, 1 h' },
] as const;

type Tier = Record<(typeof WORDS | typeof CACHE)[number]['name'], string> & { upTo: string };

const NO_TIER: Tier = { input: '', output: '', cacheRead: '', cacheWrite5m: '', cacheWrite1h: '', upTo: '' };

function freshPrice(model: string) {
  return {
    model,
    fromDay: new Date().toISOString().slice(0, 10),
    contextTokens: '' as number | string,
    maxOutputTokens: '' as number | string,
    note: '',
    tiers: [NO_TIER],
  };
}

const wholeOrNull = (value: number | string): number | null => (typeof value === 'number' ? value : null);

/** The prices of one size of prompt. */
function TierFields({
  tier,
  index,
  last,
  problem,
  onChange,
}: {
  tier: Tier;
  index: number;
  last: boolean;
  problem: Problem | null;
  onChange: (part: Partial<Tier>) => void;
}) {
  return (
    <Fieldset
      legend={last && index === 0 ? 'Dollars per million tokens' : `Prices ${index + 1}, dollars per million tokens`}
    >
      {!last && (
        <TextInput
          label="For prompts up to, in tokens"
          inputMode="numeric"
          value={tier.upTo}
          error={faultOf(problem, `tiers.${index}.upToPromptTokens`)}
          onChange={(event) => onChange({ upTo: event.currentTarget.value })}
        />
      )}
      {[WORDS, CACHE].map((prices) => (
        <SimpleGrid key={prices.length} cols={{ base: 1, xs: prices.length }} mb="sm">
          {prices.map(({ name, label }) => (
            <TextInput
              key={name}
              label={label}
              inputMode="decimal"
              required
              value={tier[name]}
              error={faultOf(problem, `tiers.${index}.${name}`)}
              onChange={(event) => onChange({ [name]: event.currentTarget.value })}
            />
          ))}
        </SimpleGrid>
      ))}
    </Fieldset>
  );
}

/** Adds a price list of a model from a day on. */
export function PriceDialog({ model, onClose }: { model: string; onClose: () => void }) {
  const initial = freshPrice(model);
  const { value, patch, clear, restored } = useDraft(`price.${model}`, initial);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [add, busy] = useChange(AddModelPriceDocument);
  const change = (index: number, part: Partial<Tier>) =>
    patch({ tiers: value.tiers.map((tier, at) => (at === index ? { ...tier, ...part } : tier)) });
  const submit = async () => {
    const { tiers, contextTokens, maxOutputTokens, ...rest } = value;
    const answer = await add({
      input: {
        ...rest,
        contextTokens: wholeOrNull(contextTokens),
        maxOutputTokens: wholeOrNull(maxOutputTokens),
        tiers: tiers.map(({ upTo, ...prices }, index) => ({
          ...prices,
          upToPromptTokens: index === tiers.length - 1 || !/^\d{1,9}$/.test(upTo) ? null : Number(upTo),
        })),
      },
    });
    setProblem(answer.problem);
    if (answer.data === null) return;
    clear();
    notifications.show({ message: `The prices of ${rest.model} are added. What was spent before keeps its price.` });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title="Add prices from a day on"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Form onSubmit={() => void submit()} problem={problem} label="Add prices">
        <RestoredNote restored={restored} onDiscard={() => clear(initial)} />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            label="Model"
            description="The exact id under which the service knows it."
            required
            value={value.model}
            error={faultOf(problem, 'model')}
            onChange={(event) => patch({ model: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label="From"
            description="Today means from now on. The past never changes."
            required
            value={value.fromDay}
            error={faultOf(problem, 'fromDay')}
            onChange={(event) => patch({ fromDay: event.currentTarget.value })}
          />
        </SimpleGrid>
        {value.tiers.map((tier, index) => (
          <TierFields
            key={index}
            tier={tier}
            index={index}
            last={index === value.tiers.length - 1}
            problem={problem}
            onChange={(part) => change(index, part)}
          />
        ))}
        <Group>
          <Button variant="default" onClick={() => patch({ tiers: [...value.tiers, NO_TIER] })}>
            Other prices for longer prompts
          </Button>
          {value.tiers.length > 1 && (
            <Button variant="subtle" onClick={() => patch({ tiers: value.tiers.slice(0, -1) })}>
              Take the last ones away
            </Button>
          )}
        </Group>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <NumberInput
            label="Takes in at most, in tokens"
            min={1}
            allowDecimal={false}
            value={value.contextTokens}
            error={faultOf(problem, 'contextTokens')}
            onChange={(contextTokens) => patch({ contextTokens })}
          />
          <NumberInput
            label="Longest reply, in tokens"
            min={1}
            allowDecimal={false}
            value={value.maxOutputTokens}
            error={faultOf(problem, 'maxOutputTokens')}
            onChange={(maxOutputTokens) => patch({ maxOutputTokens })}
          />
        </SimpleGrid>
        <TextInput
          label="Note"
          description="Where the prices come from."
          value={value.note}
          error={faultOf(problem, 'note')}
          onChange={(event) => patch({ note: event.currentTarget.value })}
        />
        <Text c="dimmed">Who may use a model is for the policy layers to say.</Text>
        <Group>
          <Button type="submit" loading={busy}>
            Add the prices
          </Button>
        </Group>
      </Form>
    </Modal>
  );
}
