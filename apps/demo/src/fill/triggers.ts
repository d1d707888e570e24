import type { JsonObject, OrganisationId, WorkflowId } from '@groundswell/kernel';
import { PeopleDirectory } from '@groundswell/identity';
import { type Actor, Database } from '@groundswell/platform';
import { ChangeScheduleService, SaveScheduleService, SaveWebhookService, type ScheduleWish } from '@groundswell/runs';
import { WorkflowLibrary } from '@groundswell/workflows';
import type { Services } from './container.js';

type SchedulePlan = Pick<ScheduleWish, 'name' | 'cron' | 'missedRule' | 'overlapRule'> & {
  readonly workflow: string;
  /** Why its owner lets it rest; null while it runs. */
  readonly rests: string | null;
};

const SCHEDULES: readonly SchedulePlan[] = [
  {
    workflow: 'order-late',
    name: 'Late orders, each morning',
    cron: '30 7 * * 1-5',
    missedRule: 'once',
    overlapRule: 'skip',
    rests: null,
  },
  {
    workflow: 'duplicate-invoice',
    name: 'Doubled invoices at the end of the month',
    cron: '0 18 L * *',
    missedRule: 'all',
    overlapRule: 'queue',
    rests: null,
  },
  {
    workflow: 'contract-notice',
    name: 'Contracts that can be given notice of',
    cron: '0 9 * * 1#1',
    missedRule: 'skip',
    overlapRule: 'skip',
    rests: 'The list of contracts is being moved.',
  },
];
const WEBHOOK = { workflow: 'defect-triage', name: 'Defects from the tenants’ portal' };

interface Place {
  readonly workflowId: WorkflowId;
  readonly owner: Actor;
  readonly sample: JsonObject;
}

/** What starts by itself at the end of the year: three schedules, one of which rests, and a webhook. */
export async function setTriggers(
  services: Services,
  organisationId: OrganisationId,
  workflowIdOf: (key: string) => WorkflowId,
): Promise<void> {
  for (const { workflow, rests, ...plan } of SCHEDULES) {
    const place = await findPlace(services, organisationId, workflowIdOf(workflow));
    const { id } = await services.get(SaveScheduleService).create(place.owner, {
      ...plan,
      workflowId: place.workflowId,
      inputs: place.sample,
      timeZone: 'Europe/Berlin',
      missedCap: 3,
    });
    if (rests !== null) await services.get(ChangeScheduleService).pause(place.owner, id, rests);
  }
  const { workflowId, owner } = await findPlace(services, organisationId, workflowIdOf(WEBHOOK.workflow));
  const { name } = WEBHOOK;
  await services.get(SaveWebhookService).create(owner, { workflowId, name, mapping: null, ratePerMinute: 60 });
}

async function findPlace(services: Services, organisationId: OrganisationId, workflowId: WorkflowId): Promise<Place> {
  return services.get(Database).transaction(organisationId, async (tx) => {
    const library = services.get(WorkflowLibrary);
    const workflow = (await library.byIds(tx, [workflowId])).get(workflowId);
    if (workflow === undefined) throw new RangeError(`There is no workflow ${workflowId}.`);
    const version = (await library.versionsByIds(tx, [workflow.publishedVersionId ?? workflowId]))
      .values()
      .next().value;
    const owner = await services.get(PeopleDirectory).findActor(tx, workflow.ownerId);
    if (version === undefined || owner === null) throw new RangeError(`Nobody can run ${workflowId} by itself.`);
    return { workflowId, owner, sample: version.content.sampleInputs };
  });
}
