import { Autocomplete, NativeSelect } from '@mantine/core';

const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'SEK', 'DKK', 'NOK', 'PLN', 'CZK', 'CAD', 'AUD', 'JPY'];

interface InputProps {
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
  readonly disabled?: boolean;
}

/** The currency in which everything is counted. */
export function CurrencyInput({ value, error, onChange, disabled }: InputProps) {
  const known = CURRENCIES.includes(value) ? CURRENCIES : [value, ...CURRENCIES];
  return (
    <NativeSelect
      label="Currency"
      required
      description="All costs and savings are counted in it."
      data={known}
      value={value}
      error={error}
      disabled={disabled}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** The zone by which months begin and end. */
export function TimeZoneInput({ value, error, onChange, disabled }: InputProps) {
  return (
    <Autocomplete
      label="Time zone"
      required
      description="Decides when a month begins and ends."
      data={Intl.supportedValuesOf('timeZone')}
      limit={20}
      value={value}
      error={error}
      disabled={disabled}
      onChange={onChange}
    />
  );
}
