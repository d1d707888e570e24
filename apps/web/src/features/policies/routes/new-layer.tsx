import { NativeSelect, Stack, Text } from '@mantine/core';
import { PolicyTargetsDocument, type LayerScope, type PolicyTargetsQuery } from '@groundswell/contracts';
import { useNavigate } from 'react-router';
import { Page, Section } from '../../../lib/page.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { useUrlFilter } from '../../../lib/use-url-filter.js';
import { LayerEditor } from '../components/layer-editor.js';
import { newRule } from '../components/layer-model.js';
import { SCOPES } from '../components/scope-words.js';

function targetsOf(scope: LayerScope, targets: PolicyTargetsQuery | undefined): { value: string; label: string }[] {
  switch (scope) {
    case 'team':
      return (targets?.teams ?? []).map((team) => ({ value: team.id, label: team.name }));
    case 'connector':
      return (targets?.connectors ?? []).map((connector) => ({ value: connector.id, label: connector.name }));
    case 'workflow':
      return (targets?.workflows.items ?? []).map((workflow) => ({ value: workflow.id, label: workflow.title }));
    case 'organisation':
      return [];
  }
}

/** Adds a layer at a team, a connector or a workflow. */
export function NewLayerPage() {
  const navigate = useNavigate();
  const url = useUrlFilter();
  const targets = useFetched(PolicyTargetsDocument, {}, { policy: 'cache-first' });
  const scopes = SCOPES.filter((one) => one.scope !== 'organisation');
  const scope = scopes.find((one) => one.scope === url.get('scope')) ?? scopes[0];
  const choices = scope === undefined ? [] : targetsOf(scope.scope, targets.data);
  const target = choices.find((choice) => choice.value === url.get('target'));
  return (
    <Page
      title="Add a policy layer"
      lead="It can only take away or add obligations; what is possible at all stands in the layer of the organisation."
      narrow
      back={{ to: '/policies', label: 'Policies' }}
    >
      <Section title="Where it holds">
        <Stack gap="sm">
          <NativeSelect
            label="For"
            data={scopes.map((one) => ({ value: one.scope, label: one.title }))}
            value={scope?.scope}
            onChange={(event) => url.set({ scope: event.currentTarget.value, target: undefined })}
          />
          <Text c="dimmed">{scope?.meaning}</Text>
          <NativeSelect
            label="Which one"
            required
            data={[{ value: '', label: 'Choose…' }, ...choices]}
            value={target?.value ?? ''}
            onChange={(event) => url.set({ target: event.currentTarget.value })}
          />
        </Stack>
      </Section>
      {scope !== undefined && target !== undefined && (
        <LayerEditor
          key={target.value}
          draftKey={`new.${scope.scope}.${target.value}`}
          initial={{ name: target.label, rules: [newRule()], obligations: [] }}
          layer={null}
          identity={{ scope: scope.scope, targetId: target.value }}
          onSaved={(layer) => void navigate(`/policies/${layer.id}`)}
          onCancel={() => void navigate('/policies')}
        />
      )}
    </Page>
  );
}
