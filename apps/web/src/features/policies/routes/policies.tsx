import { Anchor, Button, Group, Paper, Text } from '@mantine/core';
import { PolicyLayersDocument, type PolicyLayersQuery } from '@groundswell/contracts';
import { EmptyState, When } from '@groundswell/ui';
import { Link } from 'react-router';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Page, Section } from '../../../lib/page.js';
import { useSession } from '../../../lib/session.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { ExplainPanel } from '../components/explain-panel.js';
import { LayerSentences } from '../components/layer-sentences.js';
import { SCOPES } from '../components/scope-words.js';

type Layer = PolicyLayersQuery['policyLayers'][number];

function LayerCard({ layer }: { layer: Layer }) {
  return (
    <Paper component="article" p="md" className="app-layer" aria-label={layer.name}>
      <div className="app-row-side">
        <Anchor component={Link} to={`/policies/${layer.id}`} fw={600} className="gs-break">
          {layer.name}
        </Anchor>
        <Text size="xs" c="dimmed">
          {layer.targetName !== layer.name && `for ${layer.targetName} · `}version {layer.version},{' '}
          <When at={layer.updatedAt} />
          {layer.updatedBy != null && ` by ${layer.updatedBy.name}`}
        </Text>
      </div>
      <LayerSentences layer={layer} />
    </Paper>
  );
}

/** The layers in the order in which a stack asks them. */
function LayerStack({ policyLayers }: { policyLayers: readonly Layer[] }) {
  if (policyLayers.length === 0)
    return <EmptyState title="No layers">Without a layer of the organisation nothing is possible.</EmptyState>;
  return (
    <ol className="gs-list app-stack">
      {SCOPES.map(({ scope, title, meaning }) => {
        const layers = policyLayers.filter((layer) => layer.scope === scope);
        return (
          <li key={scope} className="app-stack-level">
            <Section title={title} aside={<Text c="dimmed">{meaning}</Text>}>
              {layers.length === 0 ? (
                <Text c="dimmed">No layer here: nothing is taken away.</Text>
              ) : (
                layers.map((layer) => <LayerCard key={layer.id} layer={layer} />)
              )}
            </Section>
          </li>
        );
      })}
    </ol>
  );
}

/** All policy layers in the order of the stack, as sentences, and a question to ask them. */
export function PoliciesPage() {
  const { can } = useSession();
  const fetched = useFetched(PolicyLayersDocument, {}, { dependsOn: ['PolicyLayer'] });
  return (
    <Page
      title="Policies"
      lead="A call is allowed only if every layer of its stack allows it. Lower layers can only take away."
      actions={
        can('policy.edit') && (
          <Button component={Link} to="/policies/new">
            Add a layer
          </Button>
        )
      }
    >
      <FetchedView of={fetched}>
        {({ policyLayers }) => (
          <>
            <Section title="May it?">
              <ExplainPanel />
            </Section>
            <Group gap="md">
              <Anchor component={Link} to="/policies/exceptions">
                Exceptions
              </Anchor>
              {can('run.read') && (
                <Anchor component={Link} to="/policies/reviews">
                  Runs to review
                </Anchor>
              )}
            </Group>
            <LayerStack policyLayers={policyLayers} />
          </>
        )}
      </FetchedView>
    </Page>
  );
}
