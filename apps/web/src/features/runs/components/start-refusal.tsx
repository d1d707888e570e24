import { Text } from '@mantine/core';
import type { StartRunMutation } from '@groundswell/contracts';
import { ErrorState, PolicyRefusalPanel } from '@groundswell/ui';
import { AskRequests } from '../../../lib/ask-request.js';

/** Why a run was not started. */
export type Refused = Extract<StartRunMutation['startRun'], { __typename: 'RunRefused' }>;

/** Says why a run was not started, and what to do next. */
export function StartRefusal({ refused, workflowId }: { refused: Refused; workflowId: string }) {
  if (refused.explanation != null) {
    return (
      <PolicyRefusalPanel
        title={refused.message}
        explanation={refused.explanation}
        ask={<AskRequests requestable={refused.explanation.mayRequest} workflowId={workflowId} />}
      >
        {refused.explanation.requestable.length === 0 && <Text>{refused.nextStep}</Text>}
      </PolicyRefusalPanel>
    );
  }
  return <ErrorState title="The run was not started" message={`${refused.message} ${refused.nextStep}`} />;
}
