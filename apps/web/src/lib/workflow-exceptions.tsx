import { PolicyExceptionsDocument } from '@groundswell/contracts';
import { ExceptionList } from './exception-list.js';
import { FetchedView } from './fetched-view.js';
import { Section } from './page.js';
import { useSession } from './session.js';
import { useFetched } from './use-fetched.js';

function Exceptions({ workflowId }: { workflowId: string }) {
  const fetched = useFetched(PolicyExceptionsDocument, { filter: { workflowId } }, { dependsOn: ['PolicyException'] });
  return (
    <FetchedView of={fetched} skeleton={null}>
      {({ policyExceptions }) =>
        policyExceptions.length === 0 ? null : (
          <Section title="Exceptions of this workflow">
            <ExceptionList exceptions={policyExceptions} />
          </Section>
        )
      }
    </FetchedView>
  );
}

/** The exceptions that a workflow has, for whoever may read policies; nothing at all where there are none. */
export function WorkflowExceptions({ workflowId }: { workflowId: string }) {
  const { can } = useSession();
  return can('policy.read') ? <Exceptions workflowId={workflowId} /> : null;
}
