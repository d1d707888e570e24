import { useState } from 'react';
import { Anchor, Button, Text } from '@mantine/core';
import type { PolicyLayerPageQuery } from '@groundswell/contracts';
import { formatCount } from '@groundswell/ui';
import { Link } from 'react-router';
import { Section } from '../../../lib/page.js';

const FIRST_SHOWN = 12;

/** The workflows that a layer governs, and through which ancestor it reaches them. */
export function WhereUsed({ layer }: { layer: NonNullable<PolicyLayerPageQuery['policyLayer']> }) {
  const [all, setAll] = useState(false);
  const { governs } = layer;
  return (
    <Section
      title="Where it is used"
      aside={<Text c="dimmed">It governs {formatCount(governs.length, 'workflow')}.</Text>}
    >
      {governs.length === 0 ? (
        <Text c="dimmed">No workflow is governed by it yet. The first one will find it in place.</Text>
      ) : (
        <ul className="gs-list">
          {(all ? governs : governs.slice(0, FIRST_SHOWN)).map((workflow) => (
            <li key={workflow.workflowId}>
              <Anchor component={Link} to={`/workflows/${workflow.workflowId}/what-it-may-do`} className="gs-break">
                {workflow.title}
              </Anchor>{' '}
              <Text span size="xs" c="dimmed">
                {workflow.stage}
                {workflow.throughTitle != null && `, inherited from ${workflow.throughTitle}`}
              </Text>
            </li>
          ))}
        </ul>
      )}
      {!all && governs.length > FIRST_SHOWN && (
        <Button variant="default" size="compact-sm" w="fit-content" onClick={() => setAll(true)}>
          Show all {governs.length}
        </Button>
      )}
    </Section>
  );
}
