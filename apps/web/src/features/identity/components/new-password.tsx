import { PasswordInput } from '@mantine/core';

/** A field for a password that is chosen now. The server has the last word about what is good enough. */
export function NewPassword({
  label = 'Password',
  value,
  error,
  onChange,
}: {
  label?: string;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  return (
    <PasswordInput
      label={label}
      description="At least 12 characters. A few words in a row do well."
      autoComplete="new-password"
      required
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
