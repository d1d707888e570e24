import { Anchor, Text } from '@mantine/core';
import type { RequestLineFragment } from '@groundswell/contracts';
import { Link } from 'react-router';
import { Section } from '../../../lib/page.js';
import { Simulated } from '../../../lib/simulation-view.js';

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

/** What granting would do: the simulation beside the buttons, or the form in which it is done. */
export function WhatItTakes({ request }: { request: RequestLineFragment }) {
  const { layerId, ruleId } = request;
  const form = formOf(request);
  return (
    <Section title="What it would change">
      {request.kind === 'exception' && layerId != null && ruleId != null && request.workflow != null && (
        <Simulated input={{ grant: { layerId, ruleId, workflowId: request.workflow.id } }} />
      )}
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
