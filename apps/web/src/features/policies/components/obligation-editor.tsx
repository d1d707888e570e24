import { Checkbox, Group, NativeSelect, NumberInput, Paper, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { MICROS_PER_UNIT } from '@groundswell/kernel';
import type { ObligationKind, PolicyTargetsQuery } from '@groundswell/contracts';
import { useCurrency } from '@groundswell/ui';
import { ConditionEditor } from './condition-editor.js';
import { FIRST_VALUE, type ObligationDraft } from './layer-model.js';
import { RemoveButton } from './remove-button.js';

const KINDS: readonly { value: ObligationKind; label: string }[] = [
  { value: 'approval', label: 'a person must approve the call' },
  { value: 'redaction', label: 'fields are hidden in its answer' },
  { value: 'costLimit', label: 'the run may cost at most' },
  { value: 'review', label: 'a share of runs is reviewed afterwards' },
];
const APPROVERS = [
  { value: 'runner', label: 'the person who runs it' },
  { value: 'owner', label: 'the owner of the workflow' },
  { value: 'steward', label: 'a steward' },
  { value: 'someoneElse', label: 'someone other than the person who runs it' },
];

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
}

function ValueEditor({
  obligation,
  error,
  onValue,
}: {
  obligation: ObligationDraft;
  error: string | undefined;
  onValue: (value: unknown) => void;
}) {
  const currency = useCurrency();
  switch (obligation.kind) {
    case 'approval':
      return (
        <NativeSelect
          label="Who approves"
          required
          data={APPROVERS}
          error={error}
          value={APPROVERS.find((one) => one.value === member(obligation.value, 'by'))?.value ?? 'runner'}
          onChange={(event) => onValue({ by: event.currentTarget.value })}
        />
      );
    case 'redaction': {
      const fields = member(obligation.value, 'fields');
      return (
        <TagsInput
          label="Fields to hide"
          required
          description="Names of the fields in the answer. Press Enter after each one."
          error={error}
          value={Array.isArray(fields) ? fields.filter((field) => typeof field === 'string') : []}
          onChange={(next) => onValue({ fields: next })}
        />
      );
    }
    case 'costLimit': {
      const micros = member(obligation.value, 'maxCostMicros');
      return (
        <NumberInput
          label={`At most, in ${currency}`}
          required
          min={0}
          decimalScale={4}
          error={error}
          value={typeof micros === 'number' ? micros / MICROS_PER_UNIT : ''}
          onChange={(next) =>
            onValue({ maxCostMicros: typeof next === 'number' ? Math.round(next * MICROS_PER_UNIT) : 0 })
          }
        />
      );
    }
    case 'review': {
      const percent = member(obligation.value, 'percent');
      return (
        <NumberInput
          label="Share of runs, in percent"
          description="Which runs is drawn from their number, so nobody can choose. A steward who did not run them looks."
          min={1}
          max={100}
          allowDecimal={false}
          error={error}
          value={typeof percent === 'number' ? percent : ''}
          onChange={(next) => onValue({ percent: typeof next === 'number' ? next : 0 })}
        />
      );
    }
  }
}

export interface ObligationEditorProps {
  readonly obligation: ObligationDraft;
  readonly number: number;
  readonly targets: PolicyTargetsQuery | undefined;
  readonly faultAt: (path: string) => string | undefined;
  readonly onChange: (obligation: ObligationDraft) => void;
  readonly onRemove: () => void;
}

/** What must happen for an allowed call, put together by choosing. */
export function ObligationEditor({ obligation, number, targets, faultAt, onChange, onRemove }: ObligationEditorProps) {
  const patch = (part: Partial<ObligationDraft>) => onChange({ ...obligation, ...part });
  return (
    <Paper p="md" component="li">
      <Stack gap="sm">
        <Group gap={8}>
          <Text fw={600}>Obligation {number}:</Text>
          <NativeSelect
            aria-label={`Kind of obligation ${number}`}
            data={KINDS}
            value={obligation.kind}
            onChange={(event) => {
              const kind = KINDS.find((one) => one.value === event.currentTarget.value)?.value;
              if (kind !== undefined) patch({ kind, value: FIRST_VALUE[kind], conditions: {} });
            }}
          />
          <RemoveButton label={`Remove obligation ${number}`} onRemove={onRemove} />
        </Group>
        <ValueEditor obligation={obligation} error={faultAt('value')} onValue={(value) => patch({ value })} />
        <ConditionEditor
          subject={obligation.kind === 'costLimit' || obligation.kind === 'review' ? 'Workflow' : 'Tool'}
          conditions={obligation.conditions}
          targets={targets}
          error={faultAt('conditions')}
          onChange={(conditions) => patch({ conditions })}
        />
        <TextInput
          label="Because"
          required
          value={obligation.reason}
          error={faultAt('reason')}
          onChange={(event) => patch({ reason: event.currentTarget.value })}
        />
        <Checkbox
          label="Sealed"
          description="No exception ever passes it."
          checked={obligation.sealed === true}
          onChange={(event) => patch({ sealed: event.currentTarget.checked })}
        />
      </Stack>
    </Paper>
  );
}
