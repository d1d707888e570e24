import { Checkbox, Group, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import type { Rhythm, TimetableDraft } from './timetable-model.js';

const RHYTHMS: readonly { readonly value: Rhythm; readonly label: string }[] = [
  { value: 'workday', label: 'Every weekday, Monday to Friday' },
  { value: 'day', label: 'Every day' },
  { value: 'weekdays', label: 'On certain days of the week' },
  { value: 'nthWeekday', label: 'On one weekday of the month' },
  { value: 'monthDay', label: 'On a day of the month' },
  { value: 'lastDay', label: 'On the last day of the month' },
  { value: 'hour', label: 'Every hour' },
  { value: 'cron', label: 'By a cron line of your own' },
];
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const FROM_MONDAY = [1, 2, 3, 4, 5, 6, 0];
const NTH = ['last', 'first', 'second', 'third', 'fourth'];

interface PartProps {
  readonly value: TimetableDraft;
  readonly onChange: (part: Partial<TimetableDraft>) => void;
}

function Weekdays({ value, onChange }: PartProps) {
  return (
    <Checkbox.Group
      label="Days"
      value={value.weekdays.map(String)}
      onChange={(chosen) => onChange({ weekdays: chosen.map(Number) })}
    >
      <Group gap="sm" mt={4}>
        {FROM_MONDAY.map((day) => (
          <Checkbox key={day} value={String(day)} label={WEEKDAYS[day]} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

function NthWeekday({ value, onChange }: PartProps) {
  return (
    <Group gap="sm" align="flex-end">
      <NativeSelect
        label="Which one"
        data={[1, 2, 3, 4, 0].map((nth) => ({ value: String(nth), label: NTH[nth] ?? '' }))}
        value={String(value.nth)}
        onChange={(event) => onChange({ nth: Number(event.currentTarget.value) })}
      />
      <NativeSelect
        label="Day of the week"
        data={FROM_MONDAY.map((day) => ({ value: String(day), label: WEEKDAYS[day] ?? '' }))}
        value={String(value.weekday)}
        onChange={(event) => onChange({ weekday: Number(event.currentTarget.value) })}
      />
    </Group>
  );
}

function Days({ value, onChange }: PartProps) {
  switch (value.rhythm) {
    case 'weekdays':
      return <Weekdays value={value} onChange={onChange} />;
    case 'nthWeekday':
      return <NthWeekday value={value} onChange={onChange} />;
    case 'monthDay':
      return (
        <NumberInput
          label="Day of the month"
          description="In a month without it, nothing runs."
          min={1}
          max={31}
          value={value.monthDay}
          onChange={(day) => onChange({ monthDay: Number(day) })}
        />
      );
    default:
      return null;
  }
}

function Time({ value, onChange, error }: PartProps & { error: string | undefined }) {
  if (value.rhythm === 'cron')
    return (
      <TextInput
        label="Cron line"
        description="Minute, hour, day of the month, month, day of the week. L is the last day, 1#1 the first Monday, 5L the last Friday."
        classNames={{ input: 'gs-mono' }}
        value={value.cron}
        error={error}
        onChange={(event) => onChange({ cron: event.currentTarget.value })}
      />
    );
  if (value.rhythm === 'hour')
    return (
      <NumberInput
        label="Minute of the hour"
        min={0}
        max={59}
        value={value.minute}
        error={error}
        onChange={(minute) => onChange({ minute: Number(minute) })}
      />
    );
  return (
    <TextInput
      type="time"
      label="At"
      value={value.time}
      error={error}
      onChange={(event) => onChange({ time: event.currentTarget.value })}
    />
  );
}

/** When a schedule falls due: chosen in words, or written as a cron line. */
export function TimetableInput({ value, onChange, error }: PartProps & { readonly error: string | undefined }) {
  return (
    <>
      <NativeSelect
        label="How often"
        data={[...RHYTHMS]}
        value={value.rhythm}
        onChange={(event) =>
          onChange({ rhythm: RHYTHMS.find((one) => one.value === event.currentTarget.value)?.value ?? 'day' })
        }
      />
      <Days value={value} onChange={onChange} />
      <Time value={value} onChange={onChange} error={error} />
    </>
  );
}
