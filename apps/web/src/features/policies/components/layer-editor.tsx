import { useState } from 'react';
import { Button, Group, Stack, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { newId } from '@groundswell/kernel';
import {
  PolicyTargetsDocument,
  SavePolicyLayerDocument,
  type LayerBodyFragment,
  type LayerScope,
} from '@groundswell/contracts';
import { Form, RestoredNote } from '../../../lib/form.js';
import { JsonToggle } from '../../../lib/json-toggle.js';
import { Section } from '../../../lib/page.js';
import { faultOf, type Problem } from '../../../lib/problem.js';
import { useDraft } from '../../../lib/use-draft.js';
import { useChange, useFetched } from '../../../lib/use-fetched.js';
import { layerFromJson } from './layer-json.js';
import { newObligation, newRule, obligationsOf, rulesOf, type LayerDraft } from './layer-model.js';
import { ObligationEditor } from './obligation-editor.js';
import { RuleEditor } from './rule-editor.js';

export interface LayerEditorProps {
  /** Names the draft in the browser, so that edits of different layers never meet. */
  readonly draftKey: string;
  readonly initial: LayerDraft;
  readonly identity: {
    readonly id?: string;
    readonly scope: LayerScope;
    readonly targetId?: string | null;
    readonly revision?: number;
  };
  readonly onSaved: (layer: LayerBodyFragment) => void;
  readonly onCancel: () => void;
}

/** Edits a layer by choosing; as JSON one click away. Nothing holds before it is saved; then it holds at the next call, everywhere below. */
export function LayerEditor({ draftKey, initial, identity, onSaved, onCancel }: LayerEditorProps) {
  const { value, patch, clear, restored } = useDraft<LayerDraft>(`layer.${draftKey}`, initial);
  const targets = useFetched(PolicyTargetsDocument, {}, { policy: 'cache-first' });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [save, busy] = useChange(SavePolicyLayerDocument);
  const submit = async () => {
    const answer = await save({
      input: { ...identity, name: value.name, rules: rulesOf(value), obligations: obligationsOf(value) },
    });
    setProblem(answer.problem);
    if (answer.data === null) return;
    clear();
    onSaved(answer.data.savePolicyLayer);
  };
  const setRule = (at: number, rule: LayerDraft['rules'][number] | null) =>
    patch({ rules: value.rules.flatMap((one, index) => (index === at ? (rule === null ? [] : [rule]) : [one])) });
  const setObligation = (at: number, obligation: LayerDraft['obligations'][number] | null) =>
    patch({
      obligations: value.obligations.flatMap((one, index) =>
        index === at ? (obligation === null ? [] : [obligation]) : [one],
      ),
    });
  return (
    <Form onSubmit={() => void submit()} problem={problem} label="Policy layer">
      <RestoredNote restored={restored} onDiscard={() => clear(initial)} />
      <TextInput
        label="Name of the layer"
        required
        value={value.name}
        error={faultOf(problem, 'name')}
        onChange={(event) => patch({ name: event.currentTarget.value })}
      />
      <JsonToggle
        label="Rules and obligations as JSON"
        value={{ rules: rulesOf(value), obligations: obligationsOf(value) }}
        onChange={(json) => patch(layerFromJson(json, newId))}
      >
        <Section title="Rules">
          <Stack component="ul" className="gs-list" gap="sm">
            {value.rules.map((rule, index) => (
              <RuleEditor
                key={rule.key}
                rule={rule}
                number={index + 1}
                targets={targets.data}
                faultAt={(path) => faultOf(problem, `rules.${index}.${path}`)}
                onChange={(changed) => setRule(index, changed)}
                onRemove={() => setRule(index, null)}
              />
            ))}
          </Stack>
          <Group>
            <Button
              variant="default"
              size="compact-sm"
              leftSection={<IconPlus size={14} aria-hidden="true" />}
              onClick={() => patch({ rules: [...value.rules, newRule()] })}
            >
              Add a rule
            </Button>
          </Group>
        </Section>
        <Section title="Obligations">
          <Stack component="ul" className="gs-list" gap="sm">
            {value.obligations.map((obligation, index) => (
              <ObligationEditor
                key={obligation.key}
                obligation={obligation}
                number={index + 1}
                targets={targets.data}
                faultAt={(path) => faultOf(problem, `obligations.${index}.${path}`)}
                onChange={(changed) => setObligation(index, changed)}
                onRemove={() => setObligation(index, null)}
              />
            ))}
          </Stack>
          <Group>
            <Button
              variant="default"
              size="compact-sm"
              leftSection={<IconPlus size={14} aria-hidden="true" />}
              onClick={() => patch({ obligations: [...value.obligations, newObligation()] })}
            >
              Add an obligation
            </Button>
          </Group>
        </Section>
      </JsonToggle>
      <Group>
        <Button type="submit" loading={busy}>
          Save: it holds from the next call on
        </Button>
        <Button
          variant="default"
          onClick={() => {
            clear(initial);
            onCancel();
          }}
        >
          Leave it as it was
        </Button>
      </Group>
    </Form>
  );
}
