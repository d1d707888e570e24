import { Collapse, List, Stack, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCheck, IconChevronDown, IconShieldX, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { PolicyLink } from './policy-link.js';

export interface LayerVerdictValue {
  readonly layerId: string;
  readonly layerName: string;
  readonly scope: string;
  readonly allowed: boolean;
  readonly reason?: string | null;
}

export interface PolicyExplanationValue {
  readonly allowed: boolean;
  readonly sentence: string;
  readonly decidingLayerId?: string | null;
  readonly decidingLayerName?: string | null;
  readonly reason?: string | null;
  readonly obligations: readonly string[];
  readonly requestable: readonly string[];
  readonly layers: readonly LayerVerdictValue[];
}

function LayerVerdicts({ layers }: { layers: readonly LayerVerdictValue[] }) {
  return (
    <ol className="gs-list gs-verdicts">
      {layers.map((layer) => (
        <li key={layer.layerId} data-allowed={layer.allowed}>
          <span className="gs-verdict-sign">
            {layer.allowed ? <IconCheck size={14} aria-hidden="true" /> : <IconX size={14} aria-hidden="true" />}
            {layer.allowed ? 'allows' : 'refuses'}
          </span>
          <PolicyLink layerId={layer.layerId}>{layer.layerName}</PolicyLink>
          <Text span c="dimmed" size="xs">
            {layer.scope}
          </Text>
          {layer.reason != null && layer.reason !== '' && <Text size="xs">{layer.reason}</Text>}
        </li>
      ))}
    </ol>
  );
}

/** The stack, layer by layer, as it judged one call. Every layer must allow it. */
export function StackVerdict({ explanation }: { explanation: PolicyExplanationValue }) {
  const [open, { toggle }] = useDisclosure(false);
  if (explanation.layers.length === 0) return null;
  return (
    <div>
      <UnstyledButton onClick={toggle} aria-expanded={open} className="gs-disclosure">
        <IconChevronDown size={14} aria-hidden="true" data-open={open || undefined} /> What each layer says
      </UnstyledButton>
      <Collapse expanded={open}>
        <LayerVerdicts layers={explanation.layers} />
      </Collapse>
    </div>
  );
}

/** A refusal by policy: which rule, why, and what can be asked for. */
export function PolicyRefusalPanel({
  explanation,
  title = 'Not allowed',
  ask,
  children,
}: {
  explanation: PolicyExplanationValue;
  title?: string;
  /** Instead of the plain list of what can be asked for: the same, each with its way to ask. */
  ask?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <section className="gs-refusal" role="alert">
      <IconShieldX size={20} aria-hidden="true" className="gs-tone-red" />
      <Stack gap={8}>
        <Text fw={620}>{title}</Text>
        {title !== explanation.sentence && <Text className="gs-break">{explanation.sentence}</Text>}
        {explanation.decidingLayerName != null && (
          <Text>
            Rule of <PolicyLink layerId={explanation.decidingLayerId}>{explanation.decidingLayerName}</PolicyLink>
            {explanation.reason == null || explanation.reason === '' ? '' : `: “${explanation.reason}”`}
          </Text>
        )}
        {explanation.requestable.length > 0 && (
          <div>
            <Text fw={550}>What you can ask a steward for</Text>
            {ask ?? (
              <List size="sm" withPadding>
                {explanation.requestable.map((request) => (
                  <List.Item key={request}>{request}</List.Item>
                ))}
              </List>
            )}
          </div>
        )}
        <StackVerdict explanation={explanation} />
        {children}
      </Stack>
    </section>
  );
}
