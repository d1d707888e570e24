import { Anchor, Collapse, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { WorkflowUseLineFragment } from '@groundswell/contracts';
import { formatCount, StageGlyph } from '@groundswell/ui';
import { IconChevronDown } from '@tabler/icons-react';
import { Link } from 'react-router';

/** Versions of workflows that use something, each with its lineage. */
export function UseList({ uses, hidden }: { uses: readonly WorkflowUseLineFragment[]; hidden: number }) {
  if (uses.length === 0 && hidden === 0) return <Text c="dimmed">No workflow.</Text>;
  return (
    <>
      <ul className="gs-list">
        {uses.map((use) => (
          <li key={use.versionId} className="app-used">
            {use.workflow != null && <StageGlyph stage={use.workflow.stage} />}
            <span className="gs-break">
              {use.workflow == null ? (
                'A workflow'
              ) : (
                <Anchor component={Link} to={`/workflows/${use.workflow.id}`}>
                  {use.workflow.title}
                </Anchor>
              )}{' '}
              <Text span size="xs" c="dimmed">
                version {use.versionNumber}, {use.status}
                {use.workflow != null && ` · ${use.workflow.team.name}`}
                {use.lineageTitle != null && ` · adapted, lineage of ${use.lineageTitle}`}
                {use.toolNames.length > 0 && ` · ${use.toolNames.join(', ')}`}
              </Text>
            </span>
          </li>
        ))}
      </ul>
      {hidden > 0 && <Text c="dimmed">And {formatCount(hidden, 'workflow')} that you may not see.</Text>}
    </>
  );
}

/** In one line how much uses something; the workflows themselves are a click away. */
export function WhereUsed({
  of,
  whereUsed: { uses, hidden },
}: {
  /** What it is, for those who hear the page: "the secret token". */
  of: string;
  whereUsed: { readonly uses: readonly WorkflowUseLineFragment[]; readonly hidden: number };
}) {
  const [open, { toggle }] = useDisclosure(false);
  const workflows = new Set(uses.map((use) => use.workflow?.id ?? use.versionId)).size + hidden;
  if (workflows === 0) {
    return (
      <Text size="xs" c="dimmed">
        Used by no workflow.
      </Text>
    );
  }
  return (
    <div>
      <UnstyledButton onClick={toggle} aria-expanded={open} className="gs-disclosure">
        <IconChevronDown size={14} aria-hidden="true" data-open={open || undefined} /> Used by{' '}
        {formatCount(workflows, 'workflow')}
        <span className="gs-hidden">, {of}</span>
      </UnstyledButton>
      <Collapse expanded={open}>
        <UseList uses={uses} hidden={hidden} />
      </Collapse>
    </div>
  );
}
