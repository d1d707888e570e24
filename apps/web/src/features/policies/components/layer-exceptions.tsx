import { useState } from 'react';
import { Button, NativeSelect, Stack, Text } from '@mantine/core';
import { PolicyExceptionsDocument, type PolicyLayerPageQuery } from '@groundswell/contracts';
import { ExceptionList } from '../../../lib/exception-list.js';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Section } from '../../../lib/page.js';
import { useSession } from '../../../lib/session.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { GrantDialog } from './grant-dialog.js';

type Layer = NonNullable<PolicyLayerPageQuery['policyLayer']>;

function Grant({ layer }: { layer: Layer }) {
  const passable = layer.rules.filter((rule) => rule.effect === 'deny' && !rule.sealed);
  const [ruleId, setRuleId] = useState(passable[0]?.id ?? '');
  const [granting, setGranting] = useState(false);
  const rule = passable.find((one) => one.id === ruleId);
  if (rule === undefined) return null;
  return (
    <Stack gap={8} align="flex-start">
      {passable.length > 1 && (
        <NativeSelect
          label="Past this rule"
          w="100%"
          data={passable.map((one) => ({ value: one.id, label: one.sentence }))}
          value={ruleId}
          onChange={(event) => setRuleId(event.currentTarget.value)}
        />
      )}
      <Button variant="default" onClick={() => setGranting(true)}>
        Let one workflow past {passable.length > 1 ? 'it' : 'its rule'}…
      </Button>
      {granting && <GrantDialog layer={layer} rule={rule} onClose={() => setGranting(false)} />}
    </Stack>
  );
}

/** The exceptions past rules of one layer, and the way to grant one. */
export function LayerExceptions({ layer }: { layer: Layer }) {
  const { can } = useSession();
  const filter = { layerId: layer.id };
  const fetched = useFetched(PolicyExceptionsDocument, { filter }, { dependsOn: ['PolicyException'] });
  return (
    <Section title="Exceptions">
      <FetchedView of={fetched}>
        {({ policyExceptions }) =>
          policyExceptions.length === 0 ? (
            <Text c="dimmed">None: its rules hold for everyone below it.</Text>
          ) : (
            <ExceptionList exceptions={policyExceptions} />
          )
        }
      </FetchedView>
      {can('exception.grant') && <Grant layer={layer} />}
    </Section>
  );
}
