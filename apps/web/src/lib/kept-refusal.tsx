import { Anchor, Collapse, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import type { KeptRefusalFragment } from '@groundswell/contracts';
import { PolicyRefusalPanel } from '@groundswell/ui';
import { Link } from 'react-router';
import { AskRequest, AskRequests } from './ask-request.js';
import { useSession } from './session.js';

interface RefusalProps {
  readonly refusal: KeptRefusalFragment;
  readonly workflowId: string;
}

/** The way on where no rule stood against it: a credential that is missing, or a budget that is used up. */
function WayOn({ refusal }: { refusal: KeptRefusalFragment }) {
  const { can } = useSession();
  const { missingCredential: missing } = refusal;
  if (missing?.own === true) {
    return (
      <Anchor component={Link} to="/credentials">
        Your credentials
      </Anchor>
    );
  }
  if (missing != null) {
    return (
      <AskRequest
        subject={{ kind: 'credential', connectorId: missing.connectorId }}
        text={`A credential for ${missing.connectorName}, set by a steward.`}
        label="Ask for a credential"
        inList
      />
    );
  }
  if (refusal.code !== 'LIMIT_BUDGET_REACHED' || !can('budget.read')) return null;
  return (
    <Anchor component={Link} to="/budgets">
      Go to the budgets
    </Anchor>
  );
}

/** A refusal that was said to nobody at a page: the rule, its reason, and what may be asked for, each with its button. */
export function KeptRefusal({ refusal, workflowId, title }: RefusalProps & { readonly title: string }) {
  const { explanation } = refusal;
  if (explanation == null)
    return (
      <div className="app-needs">
        <Text fw={550}>{title}</Text>
        <Text className="gs-break">
          {refusal.message} {refusal.nextStep}
        </Text>
        <WayOn refusal={refusal} />
      </div>
    );
  return (
    <PolicyRefusalPanel
      title={title}
      explanation={explanation}
      ask={<AskRequests requestable={explanation.mayRequest} workflowId={workflowId} />}
    >
      {explanation.requestable.length === 0 && <Text>{refusal.nextStep}</Text>}
    </PolicyRefusalPanel>
  );
}

/** The same in a list of many: folded, unless it is the one that matters now. */
export function FoldedRefusal({ refusal, workflowId, opened }: RefusalProps & { readonly opened: boolean }) {
  const [open, { toggle }] = useDisclosure(opened);
  return (
    <div>
      <UnstyledButton onClick={toggle} aria-expanded={open} className="gs-disclosure">
        <IconChevronDown size={14} aria-hidden="true" data-open={open || undefined} /> Why, and what can be done
      </UnstyledButton>
      <Collapse expanded={open}>
        <KeptRefusal refusal={refusal} workflowId={workflowId} title="Refused at that moment" />
      </Collapse>
    </div>
  );
}
