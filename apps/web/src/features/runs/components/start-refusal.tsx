import { Anchor, Text } from '@mantine/core';
import type { StartRunMutation } from '@groundswell/contracts';
import { ErrorState, PolicyRefusalPanel } from '@groundswell/ui';
import { Link } from 'react-router';
import { AskRequest, AskRequests } from '../../../lib/ask-request.js';
import { LimitReached } from './limit-reached.js';

/** Why a run was not started. */
export type Refused = Extract<StartRunMutation['startRun'], { __typename: 'RunRefused' }>;

/** A credential is missing: one's own is set on its page, that of the house is asked for in place. */
function CredentialMissing({
  refused,
  missing,
}: {
  refused: Refused;
  missing: NonNullable<Refused['missingCredential']>;
}) {
  const { connectorId, connectorName, own } = missing;
  return (
    <ErrorState
      title="The run was not started"
      message={`${refused.message} ${refused.nextStep}`}
      action={
        own ? (
          <Anchor component={Link} to="/credentials">
            Your credentials
          </Anchor>
        ) : (
          <AskRequest
            subject={{ kind: 'credential', connectorId }}
            text={`A credential for ${connectorName}, set by a steward.`}
            label="Ask for a credential"
          />
        )
      }
    />
  );
}

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
  const { missingCredential } = refused;
  if (missingCredential != null) return <CredentialMissing refused={refused} missing={missingCredential} />;
  if (refused.limit != null) {
    return <LimitReached notStarted limit={refused.limit} nextStep={refused.nextStep} />;
  }
  return <ErrorState title="The run was not started" message={`${refused.message} ${refused.nextStep}`} />;
}
