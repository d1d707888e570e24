import { useState } from 'react';
import { Anchor, Button, Text } from '@mantine/core';
import { DropEvalCaseDocument, TestCasesDocument, type TestCasesQuery } from '@groundswell/contracts';
import { InertText, ValueTable, When } from '@groundswell/ui';
import { Link } from 'react-router';
import { FetchedView } from '../../../lib/fetched-view.js';
import { ProblemNote } from '../../../lib/form.js';
import { Section } from '../../../lib/page.js';
import type { Problem } from '../../../lib/problem.js';
import { useChange, useFetched } from '../../../lib/use-fetched.js';

type Draft = NonNullable<NonNullable<TestCasesQuery['workflow']>['draftVersion']>;

function TestCase({ kept, onDropped }: { kept: Draft['evalCases'][number]; onDropped: () => void }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [drop, busy] = useChange(DropEvalCaseDocument);
  const remove = async () => {
    const answer = await drop({ evalCaseId: kept.id });
    setProblem(answer.problem);
    onDropped();
  };
  return (
    <div className="app-row">
      <div className="app-row-main">
        <ProblemNote problem={problem} />
        <details>
          <summary className="gs-break">{kept.name}</summary>
          <ValueTable value={kept.inputs} caption={`Inputs of ${kept.name}`} />
          <InertText text={kept.expectedText} />
        </details>
        <Text size="xs" c="dimmed">
          Made by {kept.madeBy.name}, <When at={kept.madeAt} />, from{' '}
          <Anchor component={Link} to={`/runs/${kept.runId}`}>
            a run
          </Anchor>
        </Text>
      </div>
      <Button size="compact-sm" variant="default" loading={busy} onClick={() => void remove()}>
        Take away
      </Button>
    </div>
  );
}

/** The runs that were kept as test cases of the draft. A version that is published keeps the cases it had. */
export function TestCases({ workflowId }: { workflowId: string }) {
  const fetched = useFetched(TestCasesDocument, { workflowId }, { dependsOn: ['EvalCase'] });
  return (
    <Section title="Test cases">
      <FetchedView of={fetched}>
        {({ workflow }) => {
          const cases = workflow?.draftVersion?.evalCases ?? [];
          return cases.length === 0 ? (
            <Text c="dimmed">None yet. Open a run that went well and choose “Make this run a test case”.</Text>
          ) : (
            <div>
              {cases.map((kept) => (
                <TestCase key={kept.id} kept={kept} onDropped={fetched.refetch} />
              ))}
            </div>
          );
        }}
      </FetchedView>
    </Section>
  );
}
