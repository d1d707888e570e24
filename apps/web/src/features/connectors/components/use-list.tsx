import { Anchor, Text } from '@mantine/core';
import type { WorkflowUseLineFragment } from '@groundswell/contracts';
import { formatCount, StageGlyph } from '@groundswell/ui';
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
