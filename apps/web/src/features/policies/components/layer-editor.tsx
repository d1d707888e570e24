import { useState } from 'react';
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { newId } from '@groundswell/kernel';
import {
  PolicyTargetsDocument,
  SavePolicyLayerDocument,
  SimulatePolicyDocument,
  type LayerBodyFragment,
  type LayerScope,
  type SimulationFragment,
} from '@groundswell/contracts';
import { Form, RestoredNote } from '../../../lib/form.js';
import { JsonToggle } from '../../../lib/json-toggle.js';
import { Section } from '../../../lib/page.js';
import { faultOf, type Problem } from '../../../lib/problem.js';
import { useSession } from '../../../lib/session.js';
import { SimulationView } from '../../../lib/simulation-view.js';
import { useAsk } from '../../../lib/use-ask.js';
import { useDraft } from '../../../lib/use-draft.js';
import { useChange, useFetched } from '../../../lib/use-fetched.js';
import { DifferenceList } from './difference-list.js';
import { LayerConflict } from './layer-conflict.js';
import { layerFromJson } from './layer-json.js';
import { draftOf, newObligation, newRule, obligationsOf, rebased, rulesOf, type LayerDraft } from './layer-model.js';
import { ObligationEditor } from './obligation-editor.js';
import { RuleEditor } from './rule-editor.js';

export interface LayerEditorProps {
  /** Names the draft in the browser, so that edits of different layers never meet. */
  readonly draftKey: string;
  readonly initial: LayerDraft;
  /** The layer as it is now; null for a new one. */
  readonly layer: LayerBodyFragment | null;
  readonly identity: {
    readonly id?: string;
    readonly scope: LayerScope;
    readonly targetId?: string | null;
  };
  readonly onSaved: (layer: LayerBodyFragment) => void;
  readonly onCancel: () => void;
  /** Reads the layer again: somebody else was faster. */
  readonly onStale?: () => void;
}

/**
 * Edits a layer by choosing; as JSON one click away. Before it is saved it is tried against past work; saving without looking
 * takes one more click. The draft stays in this browser: nobody else needs it, and it governs nothing.
 */
export function LayerEditor({ draftKey, initial, layer, identity, onSaved, onCancel, onStale }: LayerEditorProps) {
  const { can } = useSession();
  const { value, patch, set, clear, restored } = useDraft<LayerDraft>(`layer.${draftKey}`, initial);
  const targets = useFetched(PolicyTargetsDocument, {}, { policy: 'cache-first' });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [seen, setSeen] = useState<Seen | null>(null);
  const [unseen, setUnseen] = useState(false);
  const [save, saving] = useChange(SavePolicyLayerDocument);
  const [simulate, looking] = useAsk(SimulatePolicyDocument);
  const conflict = layer !== null && value.revision !== undefined && value.revision !== layer.revision;
  const input = {
    ...identity,
    ...(value.revision === undefined ? {} : { revision: value.revision }),
    name: value.name,
    rules: rulesOf(value),
    obligations: obligationsOf(value),
  };
  const isSeen = seen !== null && seen.draft === value;
  const maySave = !conflict && (isSeen || unseen || !can('policy.simulate'));
  const submit = async () => {
    if (!maySave) return conflict ? undefined : look();
    const answer = await save({ input });
    setProblem(answer.problem);
    if (answer.problem?.code === 'REVISION_STALE') onStale?.();
    if (answer.data === null) return;
    clear();
    onSaved(answer.data.savePolicyLayer);
  };
  const look = async () => {
    const answer = await simulate({ input: { layer: input } });
    setProblem(answer.problem);
    setSeen(answer.data === null ? null : { draft: value, simulation: answer.data.simulatePolicy });
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
      {conflict ? (
        <LayerConflict
          draft={value}
          layer={layer}
          onKeepMine={() => {
            setProblem(null);
            set(rebased(value, layer));
          }}
          onTakeTheirs={() => {
            setProblem(null);
            clear(draftOf(layer));
          }}
        />
      ) : (
        <RestoredNote restored={restored} onDiscard={() => clear(initial)} />
      )}
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
      {seen !== null && (
        <Section title="What it would change">
          {!isSeen && (
            <Text className="gs-tone-amber" role="status">
              You changed something since. Look again before you save.
            </Text>
          )}
          <DifferenceList changes={seen.simulation.changes} none="It says the same as what holds now." />
          <SimulationView simulation={seen.simulation} />
        </Section>
      )}
      {unseen && !isSeen && (
        <Text role="status">
          You have not looked at what it would change. Once saved, it holds from the next call on.
        </Text>
      )}
      <Group>
        {can('policy.simulate') && !isSeen && (
          <Button
            variant={unseen ? 'default' : 'filled'}
            loading={looking}
            disabled={conflict}
            onClick={() => void look()}
          >
            Look at what it would change
          </Button>
        )}
        {maySave ? (
          // A key of its own: a button that turned into this one under the pointer would submit by the same click.
          <Button key="save" type="submit" loading={saving}>
            Save: it holds from the next call on
          </Button>
        ) : (
          <Button key="unseen" variant="default" disabled={conflict} onClick={() => setUnseen(true)}>
            Save without looking…
          </Button>
        )}
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

/** What was looked at, and the draft that it was about. */
interface Seen {
  readonly draft: LayerDraft;
  readonly simulation: SimulationFragment;
}
