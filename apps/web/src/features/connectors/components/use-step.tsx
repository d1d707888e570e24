import { NumberInput, Radio, Stack } from '@mantine/core';
import { faultOf, type Problem } from '../../../lib/problem.js';
import type { UseDraft } from './register-model.js';

/** Whose credentials a connector works with, how it signs in, and what calls through it may take. */
export function UseStep({
  draft,
  byAddress,
  problem,
  onChange,
}: {
  draft: UseDraft;
  byAddress: boolean;
  problem: Problem | null;
  onChange: (part: Partial<UseDraft>) => void;
}) {
  const limit = (name: keyof UseDraft['limits'], label: string, description: string) => (
    <NumberInput
      label={label}
      description={description}
      min={1}
      allowDecimal={false}
      value={draft.limits[name]}
      error={faultOf(problem, `limits.${name}`)}
      onChange={(value) => onChange({ limits: { ...draft.limits, [name]: Number(value) } })}
    />
  );
  return (
    <Stack gap="md">
      <Radio.Group
        label="Whose credentials does it use?"
        value={draft.credentialMode}
        error={faultOf(problem, 'credentialMode')}
        onChange={(value) => onChange({ credentialMode: value === 'personal' ? 'personal' : 'shared' })}
      >
        <Stack gap={8} mt={8}>
          <Radio value="shared" label="Those of the house" description="One set, entered here. Every run uses them." />
          <Radio
            value="personal"
            label="Each person’s own"
            description="A run sees what the person behind it may see. Everyone sets theirs under Your credentials."
          />
        </Stack>
      </Radio.Group>
      {byAddress && (
        <Radio.Group
          label="How does it know who calls?"
          value={draft.signIn}
          error={faultOf(problem, 'signIn')}
          onChange={(value) => onChange({ signIn: value === 'oauth' ? 'oauth' : 'static' })}
        >
          <Stack gap={8} mt={8}>
            <Radio value="static" label="By a key in a header, or not at all" />
            <Radio
              value="oauth"
              label="By signing in (OAuth)"
              description="Registered first; then you sign in, and its tools are looked for."
            />
          </Stack>
        </Radio.Group>
      )}
      <details className="app-preview">
        <summary>Limits</summary>
        <Stack gap="md" mt={8}>
          {limit('callsPerMinute', 'Calls a minute', 'More are turned away, over all server processes.')}
          {limit('maxConcurrent', 'Calls at once', 'Further ones wait for their turn.')}
          {limit('timeoutMs', 'Longest wait in milliseconds', 'After it a call counts as unanswered.')}
        </Stack>
      </details>
    </Stack>
  );
}
