import { Anchor, Text } from '@mantine/core';
import { FigureDefinitionsDocument, FigureWorkflowsDocument } from '@groundswell/contracts';
import { EmptyState, formatCount, formatMonth, StageBadge, When } from '@groundswell/ui';
import { Link, useSearchParams } from 'react-router';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Page, Section } from '../../../lib/page.js';
import { useFetched } from '../../../lib/use-fetched.js';

/** The workflows behind a figure that counts workflows or versions: exactly those that it counts. */
export function FigureWorkflowsPage() {
  const [search] = useSearchParams();
  const figure = search.get('figure') ?? 'live-workflows';
  const month = search.get('month');
  const fetched = useFetched(FigureWorkflowsDocument, { figure, month }, { dependsOn: ['Workflow', 'TimeEntry'] });
  const definitions = useFetched(FigureDefinitionsDocument, {}, { policy: 'cache-first' });
  const definition = definitions.data?.figureDefinitions.find(({ key }) => key === figure);
  return (
    <Page
      title={
        month === null
          ? (definition?.title ?? 'Workflows')
          : `${definition?.title ?? 'Workflows'}, ${formatMonth(month)}`
      }
      lead={definition?.definition}
      back={{ to: '/compounding', label: 'Compounding' }}
    >
      <FetchedView of={fetched}>
        {({ figureWorkflows }) =>
          figureWorkflows.map((group) => (
            <Section
              key={group.title}
              title={group.title}
              aside={<Text role="status">{formatCount(group.items.length, 'entry', 'entries')}</Text>}
            >
              {group.items.length === 0 ? (
                <EmptyState title="None">Nothing counts here at present.</EmptyState>
              ) : (
                <>
                  {group.items.map((item, index) => (
                    <div key={`${item.workflow.id}-${index}`} className="app-row">
                      <div className="app-row-main">
                        <Anchor component={Link} to={`/workflows/${item.workflow.id}`}>
                          {item.workflow.title}
                        </Anchor>
                        <Text size="xs" c="dimmed">
                          {item.workflow.team.name} · {item.note}
                          {item.at != null && (
                            <>
                              {' '}
                              <When at={item.at} />
                            </>
                          )}
                        </Text>
                      </div>
                      <StageBadge stage={item.workflow.stage} />
                    </div>
                  ))}
                </>
              )}
            </Section>
          ))
        }
      </FetchedView>
    </Page>
  );
}
