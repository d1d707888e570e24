import { Text } from '@mantine/core';
import { WhatItMayDoDocument } from '@groundswell/contracts';
import { EmptyState, PermissionList } from '@groundswell/ui';
import { useParams } from 'react-router';
import { AskRequests } from '../../../lib/ask-request.js';
import { FetchedView } from '../../../lib/fetched-view.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { WorkflowExceptions } from '../../../lib/workflow-exceptions.js';

/** What a workflow may and may not do, sentence by sentence, each with the layer that decided it. */
export function WhatItMayDoTab() {
  const { workflowId = '' } = useParams();
  const fetched = useFetched(WhatItMayDoDocument, { workflowId });
  return (
    <FetchedView of={fetched}>
      {({ whatItMayDo }) =>
        whatItMayDo.length === 0 ? (
          <EmptyState title="It uses no tools">
            Nothing outside its instructions and inputs can be read or changed by it.
          </EmptyState>
        ) : (
          <>
            <Text className="gs-reading">
              Every layer of the policy stack must allow a call, and you must be allowed it yourself. Layers are
              inherited by reference: a rule that is tightened holds here at the next call.
            </Text>
            <PermissionList
              permissions={whatItMayDo}
              below={(refused) => (
                <AskRequests requestable={refused.mayRequest} workflowId={workflowId} toolId={refused.toolId} />
              )}
            />
            <WorkflowExceptions workflowId={workflowId} />
          </>
        )
      }
    </FetchedView>
  );
}
