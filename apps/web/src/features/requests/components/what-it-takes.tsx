import { Anchor, Text } from '@mantine/core';
import { SimulateRequestDocument, type RequestLineFragment } from '@groundswell/contracts';
import { Link } from 'react-router';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Section } from '../../../lib/page.js';
import { SimulationView } from '../../../lib/simulation-view.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { AccessView } from './access-view.js';

/** The address of the form in which a steward does what is asked for, with what is known filled in. */
export function formOf(request: RequestLineFragment): { readonly to: string; readonly label: string } | null {
  const back = `request=${request.id}`;
  switch (request.kind) {
    case 'connector':
      return {
        to: `/connectors/new?${back}&name=${encodeURIComponent(request.wanted ?? '')}`,
        label: 'Register the connector',
      };
    case 'credential':
      return { to: `/connectors/${request.connectorId ?? ''}`, label: 'Set the credential' };
    case 'rule':
      return { to: `/policies/${request.layerId ?? ''}`, label: 'Edit the layer' };
    case 'tool':
      return { to: `/connectors/${request.connectorId ?? ''}`, label: 'Read and label the tool' };
    case 'exception':
      return null;
  }
}

const FIRST: Partial<Record<RequestLineFragment['kind'], string>> = {
  connector: 'Register it, then this request is granted with it.',
  credential: 'Set it on the page of the connector, then grant.',
  rule: 'Add the rule to the layer, where its effect is shown before it is saved; then grant.',
  tool: 'Granting allows the tool for every workflow that binds it. It must be labelled first.',
};

function Foreseen({ request, connectorId }: { request: RequestLineFragment; connectorId: string | null }) {
  const fetched = useFetched(
    SimulateRequestDocument,
    { requestId: request.id, connectorId },
    { policy: 'network-only' },
  );
  return (
    <FetchedView of={fetched}>
      {({ simulateRequest: { policy, access, alike } }) => (
        <>
          {alike.length > 0 && (
            <Text>
              There already:{' '}
              {alike.map((one, index) => (
                <span key={one.connectorId}>
                  {index > 0 && ', '}
                  <Anchor component={Link} to={`/connectors/${one.connectorId}`}>
                    {one.name}
                  </Anchor>
                </span>
              ))}
              . Perhaps it is the same.
            </Text>
          )}
          {policy != null && <SimulationView simulation={policy} />}
          {access != null && <AccessView access={access} />}
          {policy == null && access == null && <Text c="dimmed">{NOTHING_YET[request.kind]}</Text>}
        </>
      )}
    </FetchedView>
  );
}

const NOTHING_YET: Readonly<Record<RequestLineFragment['kind'], string>> = {
  connector: 'Nothing can hang on it yet: no version binds a connector that is not there.',
  rule: 'It is not about one tool; its effect is shown in the layer before it is saved.',
  exception: 'The rule or the workflow is gone, so granting would change nothing.',
  tool: 'The tool is gone, so granting would change nothing.',
  credential: 'The connector is gone, so granting would change nothing.',
};

/** What granting would change, beside the buttons, and the form in which it is done where it takes one. */
export function WhatItTakes({ request, connectorId }: { request: RequestLineFragment; connectorId: string | null }) {
  const form = formOf(request);
  return (
    <Section title="What it would change">
      <Foreseen request={request} connectorId={connectorId} />
      {form !== null && (
        <Text>
          {FIRST[request.kind]}{' '}
          <Anchor component={Link} to={form.to}>
            {form.label}
          </Anchor>
        </Text>
      )}
    </Section>
  );
}
