import { useState } from 'react';
import { Button, Group, NumberInput, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { UpdateOrganisationDocument } from '@groundswell/contracts';
import { MICROS_PER_UNIT } from '@groundswell/kernel';
import { Form, RestoredNote } from '../../../lib/form.js';
import { Page } from '../../../lib/page.js';
import { faultOf, localProblem, type Problem } from '../../../lib/problem.js';
import { useSession } from '../../../lib/session.js';
import { useDraft } from '../../../lib/use-draft.js';
import { useChange } from '../../../lib/use-fetched.js';
import { CurrencyInput, TimeZoneInput } from '../components/organisation-inputs.js';

interface SettingsDraft {
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  /** Null where the field was emptied. */
  readonly fteHoursPerYear: number | null;
  readonly rate: number | null;
  readonly dollar: number | null;
}

const numberOf = (typed: number | string): number | null => (typeof typed === 'number' ? typed : null);

/** The organisation's settings: name, currency, months, and what an hour of work costs. */
export function SettingsPage() {
  const { me, can, reload } = useSession();
  const { organisation } = me;
  const saved: SettingsDraft = {
    name: organisation.name,
    currency: organisation.currency,
    timeZone: organisation.timeZone,
    fteHoursPerYear: organisation.fteHoursPerYear,
    rate: organisation.loadedRateMicrosPerHour / MICROS_PER_UNIT,
    dollar: organisation.usdRateMicros / MICROS_PER_UNIT,
  };
  const { value, patch, clear, restored } = useDraft(`organisation.${organisation.id}`, saved);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [update, busy] = useChange(UpdateOrganisationDocument);
  const mayChange = can('organisation.update');

  const submit = async () => {
    const { rate, dollar, fteHoursPerYear, ...input } = value;
    if (rate === null || dollar === null || fteHoursPerYear === null) {
      const emptied = { fteHoursPerYear, loadedRateMicrosPerHour: rate, usdRateMicros: dollar };
      const paths = Object.entries(emptied).flatMap(([path, typed]) => (typed === null ? [path] : []));
      return setProblem(localProblem(paths.map((path) => ({ path, message: 'A number is missing here.' }))));
    }
    const answer = await update({
      input: {
        ...input,
        fteHoursPerYear,
        loadedRateMicrosPerHour: Math.round(rate * MICROS_PER_UNIT),
        usdRateMicros: Math.round(dollar * MICROS_PER_UNIT),
      },
    });
    setProblem(answer.problem);
    if (answer.data === null) return;
    clear();
    reload();
    notifications.show({ message: 'The settings are saved.' });
  };

  return (
    <Page title="Settings" lead={`Of ${organisation.name}`} narrow>
      {!mayChange && <Text>Only owners may change these settings.</Text>}
      <Form onSubmit={() => void submit()} problem={problem} label="Settings of the organisation">
        <RestoredNote restored={restored} onDiscard={() => clear(saved)} />
        <TextInput
          label="Name"
          required
          disabled={!mayChange}
          value={value.name}
          error={faultOf(problem, 'name')}
          onChange={(event) => patch({ name: event.currentTarget.value })}
        />
        <CurrencyInput
          disabled={!mayChange}
          value={value.currency}
          error={faultOf(problem, 'currency')}
          onChange={(currency) => patch({ currency })}
        />
        <TimeZoneInput
          disabled={!mayChange}
          value={value.timeZone}
          error={faultOf(problem, 'timeZone')}
          onChange={(timeZone) => patch({ timeZone })}
        />
        <NumberInput
          label="Hours of a full-time year"
          required
          description="Turns hours saved into full-time equivalents. 1,720 is usual."
          suffix=" h"
          allowDecimal={false}
          disabled={!mayChange}
          value={value.fteHoursPerYear ?? ''}
          error={faultOf(problem, 'fteHoursPerYear')}
          onChange={(hours) => patch({ fteHoursPerYear: numberOf(hours) })}
        />
        <NumberInput
          label={`What an hour of work costs, in ${value.currency}`}
          required
          description="The loaded rate: pay, taxes and overhead. A change is dated: entries written before keep the rate they had."
          decimalScale={2}
          disabled={!mayChange}
          value={value.rate ?? ''}
          error={faultOf(problem, 'loadedRateMicrosPerHour')}
          onChange={(rate) => patch({ rate: numberOf(rate) })}
        />
        {value.currency !== 'USD' && (
          <NumberInput
            label={`What one US dollar is worth, in ${value.currency}`}
            required
            description="Prices of models are in dollars."
            decimalScale={6}
            disabled={!mayChange}
            value={value.dollar ?? ''}
            error={faultOf(problem, 'usdRateMicros')}
            onChange={(dollar) => patch({ dollar: numberOf(dollar) })}
          />
        )}
        {mayChange && (
          <Group>
            <Button type="submit" loading={busy}>
              Save the settings
            </Button>
          </Group>
        )}
      </Form>
    </Page>
  );
}
