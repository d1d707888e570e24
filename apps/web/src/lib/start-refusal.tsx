import { Anchor, Collapse, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import type { KeptRefusalFragment } from '@groundswell/contracts';
import { ErrorState, PolicyRefusalPanel } from '@groundswell/ui';
import { Link } from 'react-router';
import { AskRequest, AskRequests } from './ask-request.js';
import { LimitReached } from './limit-reached.js';
import { useSession } from './session.js';

interface RefusalProps {
  readonly refused: KeptRefusalFragment;
  readonly workflowId: string;
  /** On whose authority it was to run, where that may be somebody else than the reader. */
  readonly ownerId?: string;
}

/** A credential is missing: one's own is set on its page, that of the house is asked for in place. */
function MissingCredential({
  missing,
  ownerId,
}: {
  missing: NonNullable<KeptRefusalFragment['missingCredential']>;
  ownerId: string | undefined;
}) {
  const { me } = useSession();
  const { connectorId, connectorName, own } = missing;
  if (own && ownerId !== undefined && ownerId !== me.person.id) return null;
  return own ? (
    <Anchor component={Link} to="/credentials">
      Your credentials
    </Anchor>
  ) : (
    <AskRequest
      subject={{ kind: 'credential', connectorId }}
      text={`A credential for ${connectorName}, set by a steward.`}
      label="Ask for a credential"
    />
  );
}

/** Says why a run was not started, and what to do next: now, or at the moment of which the title speaks. */
export function StartRefusal({ refused, workflowId, ownerId, title }: RefusalProps & { readonly title?: string }) {
  const { explanation, missingCredential, limit, message, nextStep } = refused;
  if (explanation != null) {
    return (
      <PolicyRefusalPanel
        title={title ?? message}
        explanation={explanation}
        ask={<AskRequests requestable={explanation.mayRequest} workflowId={workflowId} />}
      >
        {explanation.requestable.length === 0 && <Text>{nextStep}</Text>}
      </PolicyRefusalPanel>
    );
  }
  const known = title ?? 'The run was not started';
  if (limit != null) return <LimitReached notStarted title={known} limit={limit} nextStep={nextStep} />;
  return (
    <ErrorState
      title={known}
      message={`${message} ${nextStep}`}
      action={missingCredential != null && <MissingCredential missing={missingCredential} ownerId={ownerId} />}
    />
  );
}

/** A refusal that was said to nobody, in a list of many: folded, unless it is the one that matters now. */
export function FoldedRefusal({ opened, ...refusal }: RefusalProps & { readonly opened: boolean }) {
  const [open, { toggle }] = useDisclosure(opened);
  return (
    <div>
      <UnstyledButton onClick={toggle} aria-expanded={open} className="gs-disclosure">
        <IconChevronDown size={14} aria-hidden="true" data-open={open || undefined} /> Why, and what can be done
      </UnstyledButton>
      <Collapse expanded={open}>
        <StartRefusal {...refusal} title="Refused at that moment" />
      </Collapse>
    </div>
  );
}
