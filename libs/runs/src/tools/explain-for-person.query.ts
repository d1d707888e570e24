import { Injectable } from '@nestjs/common';
import { isId, notFound, type PersonId } from '@groundswell/kernel';
import { PeopleDirectory, Permissions } from '@groundswell/identity';
import { type Actor, Database } from '@groundswell/platform';
import type { PolicyExplanation, RunLabels, Trigger } from '@groundswell/policies';
import { WorkflowLibrary } from '@groundswell/workflows';
import { ToolPermissionsQuery } from './tool-permissions.query.js';

/** May this person have this workflow call this tool, in a run that has been through this? */
export interface PersonQuestion {
  readonly personId: string;
  readonly workflowId: string;
  readonly toolId: string;
  readonly trigger: Trigger;
  readonly labels: RunLabels;
}

/** One half of a run's authority that rests on the person's roles. */
export interface RoleVerdict {
  readonly allowed: boolean;
  readonly sentence: string;
}

/** The whole answer: what the person's roles allow, and what the stack says. Allowed only if all of it allows. */
export interface PersonExplanation {
  readonly personId: PersonId;
  readonly allowed: boolean;
  readonly roles: readonly RoleVerdict[];
  readonly explanation: PolicyExplanation;
  /** What the layers may ask in the course of a run, each with its origin. */
  readonly inTheCourse: readonly string[];
}

/** Explains a call for any person: a run's authority is what its actor may do and what the stack allows. */
@Injectable()
export class ExplainForPersonQuery {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly people: PeopleDirectory,
    private readonly library: WorkflowLibrary,
    private readonly tools: ToolPermissionsQuery,
  ) {}

  /** @throws AppError NOT_FOUND for a person, workflow or tool that does not exist or that the asker may not see */
  async explain(actor: Actor, question: PersonQuestion): Promise<PersonExplanation> {
    this.permissions.require(actor, 'policy.read');
    const { workflowId, toolId } = question;
    return this.database.transaction(actor.organisationId, async (tx) => {
      const workflow = await this.library.get(tx, actor, workflowId);
      const person = isId(question.personId) ? await this.people.findActor(tx, question.personId as PersonId) : null;
      if (person === null) throw notFound('person');
      const roles = [
        verdict(
          this.permissions.can(person, 'workflow.run', this.library.subject(workflow)),
          `${person.name} may run this workflow.`,
          `${person.name} may not run this workflow with the roles they hold now (${rolesOf(person)}).`,
        ),
        verdict(
          this.permissions.can(person, 'tool.call', { type: 'tool', organisationId: actor.organisationId }),
          `${person.name} may call tools.`,
          `${person.name} may not call tools with the roles they hold now (${rolesOf(person)}).`,
        ),
      ];
      const explanation = await this.tools.explain(tx, actor, workflowId, toolId, { ...question, actor: person });
      return {
        personId: person.personId,
        allowed: explanation.allowed && roles.every((one) => one.allowed),
        roles,
        explanation,
        inTheCourse: await this.tools.possibleDuties(tx, person, workflowId, toolId),
      };
    });
  }
}

function verdict(allowed: boolean, yes: string, no: string): RoleVerdict {
  return { allowed, sentence: allowed ? yes : no };
}

function rolesOf({ roles }: Actor): string {
  return roles.length === 0 ? 'none' : roles.join(', ');
}
