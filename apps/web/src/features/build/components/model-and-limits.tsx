import { Group, NativeSelect, NumberInput } from '@mantine/core';
import type { BuildChoicesQuery } from '@groundswell/contracts';
import { formatDecimal, useCurrency } from '@groundswell/ui';
import { faultOf, type Problem } from '../../../lib/problem.js';

export interface ModelAndLimitsProps {
  readonly model: string;
  readonly maxTurns: number;
  readonly maxCost: number;
  readonly maxTokens: number | null;
  readonly maxMinutes: number | null;
  readonly maxQuestions: number | null;
  readonly prices: BuildChoicesQuery['modelPrices'];
  readonly problem: Problem | null;
  readonly onChange: (part: {
    model?: string;
    maxTurns?: number;
    maxCost?: number;
    maxTokens?: number | null;
    maxMinutes?: number | null;
    maxQuestions?: number | null;
  }) => void;
}

/** Which model works on it, and where a run stops by itself. */
export function ModelAndLimits({
  model,
  maxTurns,
  maxCost,
  maxTokens,
  maxMinutes,
  maxQuestions,
  prices,
  problem,
  onChange,
}: ModelAndLimitsProps) {
  const currency = useCurrency();
  // A model whose price depends on the length of the prompt has several lines; the first is that of ordinary prompts.
  const ordinary = [...new Map(prices.toReversed().map((price) => [price.model, price])).values()].toReversed();
  const known = ordinary.map((price) => ({
    value: price.model,
    label: `${price.model}: ${formatDecimal(price.inputPerMTok, 2)} in, ${formatDecimal(price.outputPerMTok, 2)} out (USD per million tokens)`,
  }));
  return (
    <>
      <NativeSelect
        label="Model"
        required
        description="The small one does most tasks of this kind."
        data={known.some((one) => one.value === model) ? known : [{ value: model, label: model }, ...known]}
        value={model}
        error={faultOf(problem, 'model')}
        onChange={(event) => onChange({ model: event.currentTarget.value })}
      />
      <Group grow align="flex-start">
        <NumberInput
          label="Turns at most"
          required
          min={1}
          allowDecimal={false}
          value={maxTurns}
          error={faultOf(problem, 'maxTurns') ?? faultOf(problem, 'limits.maxTurns')}
          onChange={(value) => typeof value === 'number' && onChange({ maxTurns: value })}
        />
        <NumberInput
          label={`Cost of a run at most, in ${currency}`}
          required
          min={0}
          decimalScale={4}
          value={maxCost}
          error={faultOf(problem, 'maxCostMicros') ?? faultOf(problem, 'limits.maxCostMicros')}
          onChange={(value) => typeof value === 'number' && onChange({ maxCost: value })}
        />
      </Group>
      <Group grow align="flex-start">
        <NumberInput
          label="Tokens at most, in and out"
          description="Empty: no limit but the cost."
          min={1_000}
          allowDecimal={false}
          value={maxTokens ?? ''}
          error={faultOf(problem, 'maxTokens')}
          onChange={(value) => onChange({ maxTokens: typeof value === 'number' ? value : null })}
        />
        <NumberInput
          label="Minutes of work at most"
          description="Of model and tools; waiting for people does not count."
          min={1}
          allowDecimal={false}
          value={maxMinutes ?? ''}
          error={faultOf(problem, 'maxMinutes')}
          onChange={(value) => onChange({ maxMinutes: typeof value === 'number' ? value : null })}
        />
      </Group>
      <NumberInput
        label="Questions to the person at most"
        description="Empty: it asks nothing. A question waits a day for the person who runs it."
        min={1}
        max={10}
        allowDecimal={false}
        value={maxQuestions ?? ''}
        error={faultOf(problem, 'maxQuestions')}
        onChange={(value) => onChange({ maxQuestions: typeof value === 'number' ? value : null })}
      />
    </>
  );
}
