import type { FirstStepsQuery } from '@groundswell/contracts';

/** One of the steps that bring an organisation to its first workflow. */
export interface FirstStep {
  readonly key: 'people' | 'connector' | 'policy' | 'workflow';
  readonly title: string;
  readonly why: string;
  readonly to: string;
  readonly action: string;
  readonly done: boolean;
}

function peopleStep({ people, teams = [], invitations = [] }: FirstStepsQuery): FirstStep {
  const alone = (people?.totalCount ?? 0) < 2 && invitations.length === 0;
  return {
    key: 'people',
    title: 'Make the teams and invite people',
    why:
      teams.length === 0
        ? 'A workflow belongs to a team, and nobody reviews their own: you need one team and one more person.'
        : 'Nobody reviews their own work: you need at least one more person.',
    to: '/people',
    action: 'Go to people',
    done: teams.length > 0 && !alone,
  };
}

function connectorStep({ connectors = [] }: FirstStepsQuery): FirstStep {
  const [first] = connectors;
  const done = connectors.some((connector) => connector.tools.some((tool) => tool.status === 'allowed'));
  const shared = { key: 'connector', done } as const;
  if (first !== undefined && !done) {
    return {
      ...shared,
      title: 'Switch on the tools of your connector',
      why: 'Every tool is off until its risk is confirmed by a person. Reading ones first.',
      to: `/connectors/${first.id}`,
      action: 'Look at its tools',
    };
  }
  return {
    ...shared,
    title: 'Register a connector',
    why: 'One real system that workflows may use. It is set up once and inherited by all of them.',
    to: '/connectors/new',
    action: 'Register a connector',
  };
}

function policyStep({ policyLayers = [] }: FirstStepsQuery): FirstStep {
  const layer = policyLayers.find((one) => one.scope === 'organisation');
  return {
    key: 'policy',
    title: 'Look at the organisation’s policy',
    why: 'It says what is possible at all. It begins with rules that suit most; change what does not suit you.',
    to: layer === undefined ? '/policies' : `/policies/${layer.id}`,
    action: 'Read the policy',
    done: layer !== undefined && layer.version > 1,
  };
}

function workflowStep({ workflows }: FirstStepsQuery): FirstStep {
  return {
    key: 'workflow',
    title: 'Register a workflow',
    why: 'Begin with one tedious task that somebody does every week.',
    to: '/workflows/new',
    action: 'Register a workflow',
    done: workflows.totalCount > 0,
  };
}

const NEEDED: readonly (readonly [permission: string, step: (have: FirstStepsQuery) => FirstStep])[] = [
  ['person.invite', peopleStep],
  ['connector.create', connectorStep],
  ['policy.edit', policyStep],
  ['workflow.create', workflowStep],
];

/**
 * The steps that this person can take, in their order; none when nothing is missing. The policy is there from the start, so reading
 * it is never what is missing.
 */
export function firstSteps(have: FirstStepsQuery, can: (permission: string) => boolean): readonly FirstStep[] {
  const steps = NEEDED.filter(([permission]) => can(permission)).map(([, step]) => step(have));
  return steps.some((step) => !step.done && step.key !== 'policy') ? steps : [];
}
