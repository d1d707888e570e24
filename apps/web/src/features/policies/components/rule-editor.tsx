import { Checkbox, Group, NativeSelect, Paper, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import type { PolicyTargetsQuery } from '@groundswell/contracts';
import { ConditionEditor } from './condition-editor.js';
import { ACTIONS } from './condition-fields.js';
import { RemoveButton } from './remove-button.js';
import type { RuleDraft } from './layer-model.js';

export interface RuleEditorProps {
  readonly rule: RuleDraft;
  readonly number: number;
  readonly targets: PolicyTargetsQuery | undefined;
  readonly faultAt: (path: string) => string | undefined;
  readonly onChange: (rule: RuleDraft) => void;
  readonly onRemove: () => void;
}

/** One rule, put together by choosing: whether, what, when, and why. */
export function RuleEditor({ rule, number, targets, faultAt, onChange, onRemove }: RuleEditorProps) {
  const action = ACTIONS.find((one) => one.value === rule.action) ?? ACTIONS[0];
  const patch = (part: Partial<RuleDraft>) => onChange({ ...rule, ...part });
  return (
    <Paper p="md" component="li">
      <Stack gap="sm">
        <Group gap={8}>
          <Text fw={600}>Rule {number}:</Text>
          <SegmentedControl
            aria-label={`Effect of rule ${number}`}
            data={[
              { value: 'allow', label: 'May' },
              { value: 'deny', label: 'May not' },
            ]}
            value={rule.effect}
            onChange={(effect) => patch({ effect: effect === 'allow' ? 'allow' : 'deny' })}
          />
          <NativeSelect
            aria-label={`Action of rule ${number}`}
            data={ACTIONS.map(({ value, label }) => ({ value, label }))}
            value={action?.value}
            onChange={(event) => {
              const chosen = ACTIONS.find((one) => one.value === event.currentTarget.value);
              if (chosen !== undefined) patch({ action: chosen.value, subject: chosen.subject, conditions: {} });
            }}
          />
          <RemoveButton label={`Remove rule ${number}`} onRemove={onRemove} />
        </Group>
        <ConditionEditor
          subject={action?.subject ?? 'Tool'}
          conditions={rule.conditions}
          targets={targets}
          error={faultAt('conditions')}
          onChange={(conditions) => patch({ conditions })}
        />
        <TextInput
          label="Because"
          required={rule.effect === 'deny'}
          description="Read by whoever is refused. Say it so that it helps them."
          value={rule.reason}
          error={faultAt('reason')}
          onChange={(event) => patch({ reason: event.currentTarget.value })}
        />
        <Checkbox
          label="Sealed"
          description="No exception ever passes it."
          checked={rule.sealed}
          error={faultAt('sealed')}
          onChange={(event) => patch({ sealed: event.currentTarget.checked })}
        />
      </Stack>
    </Paper>
  );
}
