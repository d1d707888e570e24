import type { FieldFault, WorkflowId, WorkflowVersionId } from '@groundswell/kernel';

/** A workflow that a version may call as it calls a tool: pinned, with the words under which the model is offered it. */
export interface CalledWorkflow {
  readonly workflowId: WorkflowId;
  /** The very version that is called: publishing another one changes nothing here. */
  readonly versionId: WorkflowVersionId;
  readonly versionNumber: number;
  /** The digest of its closure, so that the approval covers what it does. */
  readonly digest: string;
  /** How the model and a rehearsal name it; stays when the workflow is renamed. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
}

/** `depth` counts the workflows on the way down, the outermost included. */
export const CALL_LIMITS = { calls: 10, depth: 4, nameCharacters: 50, descriptionCharacters: 1_000 } as const;

/** What a walk through called versions needs to know of each. */
export interface CallingVersion {
  readonly workflowId: WorkflowId;
  readonly calls: readonly Pick<CalledWorkflow, 'workflowId' | 'versionId' | 'title'>[];
}

/** A name that fits among tools: small letters, digits and single underscores, unlike those that are taken. */
export function callName(title: string, taken: readonly string[]): string {
  const plain = title
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, CALL_LIMITS.nameCharacters - 3)
    .replace(/^_+|_+$/g, '');
  const name = plain === '' ? 'workflow' : plain;
  if (!taken.includes(name)) return name;
  let number = 2;
  while (taken.includes(`${name}_${number}`)) number += 1;
  return `${name}_${number}`;
}

/** What even a draft must keep to. */
export function callFaults(calls: readonly CalledWorkflow[]): FieldFault[] {
  const faults: FieldFault[] = [];
  if (calls.length > CALL_LIMITS.calls) {
    faults.push({ path: 'calls', message: `At most ${CALL_LIMITS.calls} workflows can be called.` });
  }
  if (new Set(calls.map((call) => call.workflowId)).size !== calls.length) {
    faults.push({ path: 'calls', message: 'A workflow is listed twice.' });
  }
  return faults;
}

/**
 * Why a workflow may not call these: the way leads back to itself, or goes too deep. Versions are pinned and never change, so what
 * holds once holds for good.
 * @param known every version that can be reached, by its id
 */
export function callTreeFaults(
  workflowId: WorkflowId,
  calls: CallingVersion['calls'],
  known: ReadonlyMap<WorkflowVersionId, CallingVersion>,
): FieldFault[] {
  return calls.flatMap((call, index) => {
    const fault = wayFault([workflowId], call, known);
    return fault === null ? [] : [{ path: `calls.${index}`, message: fault }];
  });
}

function wayFault(
  way: readonly WorkflowId[],
  call: CallingVersion['calls'][number],
  known: ReadonlyMap<WorkflowVersionId, CallingVersion>,
): string | null {
  if (way.includes(call.workflowId)) {
    return `Calling “${call.title}” would lead back to a workflow that is already on the way: a circle. Leave it out.`;
  }
  if (way.length >= CALL_LIMITS.depth) {
    return `Calling “${call.title}” would go deeper than ${CALL_LIMITS.depth} workflows. Call it from further up.`;
  }
  for (const next of known.get(call.versionId)?.calls ?? []) {
    const fault = wayFault([...way, call.workflowId], next, known);
    if (fault !== null) return fault;
  }
  return null;
}

/** The names by which a rehearsal calls them. */
export function callNames(calls: readonly CalledWorkflow[]): readonly string[] {
  return calls.map((call) => `workflows.${call.name}`);
}
