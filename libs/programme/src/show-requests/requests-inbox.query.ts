import { Injectable } from '@nestjs/common';
import { Permissions } from '@groundswell/identity';
import type { Actor, Tx } from '@groundswell/platform';
import { HandOversQuery } from '../hand-over/hand-overs.query.js';

/** Something about requests, stops of work or leavers that waits for a person, with the page on which they can act. */
export interface ProgrammeInboxItem {
  readonly kind: string;
  readonly title: string;
  readonly detail: string;
  /** A path of the pages. */
  readonly link: string;
  readonly at: Date;
}

const MOST_OF_A_KIND = 20;

interface AnswerRow {
  readonly id: string;
  readonly title: string;
  readonly state: 'granted' | 'refused';
  readonly answer: string | null;
  readonly by_name: string;
  readonly at: Date;
}

/** What of this library stands in somebody's inbox: answers for those who asked, questions and workflows for stewards. */
@Injectable()
export class RequestsInboxQuery {
  constructor(
    private readonly permissions: Permissions,
    private readonly handOvers: HandOversQuery,
  ) {}

  async ofPerson(tx: Tx, actor: Actor): Promise<readonly ProgrammeInboxItem[]> {
    return [
      ...(await this.answers(tx, actor)),
      ...(this.permissions.can(actor, 'request.decide') ? await this.waiting(tx, actor) : []),
      ...(this.permissions.can(actor, 'workflow.set-owner') ? await this.left(tx) : []),
    ];
  }

  private async answers(tx: Tx, actor: Actor): Promise<ProgrammeInboxItem[]> {
    const rows = await tx.query<AnswerRow>(
      `SELECT r.id, r.title, r.state, r.answer, p.name AS by_name, r.ended_at AS at
         FROM request_askers a
         JOIN requests r ON r.id = a.request_id AND r.organisation_id = a.organisation_id AND r.state IN ('granted', 'refused')
         JOIN people p ON p.id = r.decided_by_id AND p.organisation_id = r.organisation_id
        WHERE a.organisation_id = $1 AND a.person_id = $2 AND a.seen_at IS NULL AND a.withdrawn_at IS NULL
        ORDER BY r.ended_at DESC LIMIT ${MOST_OF_A_KIND}`,
      [tx.scope.organisationId, actor.personId],
    );
    return rows.map((row) => ({
      kind: `request-${row.state}`,
      title: `Your request was ${row.state}`,
      detail: `${row.title} · ${row.by_name} ${row.state} it${row.answer === null ? '.' : `: ${row.answer}`}`,
      link: `/requests/${row.id}`,
      at: row.at,
    }));
  }

  private async waiting(tx: Tx, actor: Actor): Promise<ProgrammeInboxItem[]> {
    const rows = await tx.query<{ id: string; title: string; askers: number; name: string; at: Date }>(
      `SELECT r.id, r.title, r.asked_at AS at, count(*)::int AS askers, (array_agg(p.name ORDER BY a.asked_at))[1] AS name
         FROM requests r
         JOIN request_askers a ON a.request_id = r.id AND a.organisation_id = r.organisation_id AND a.withdrawn_at IS NULL
         JOIN people p ON p.id = a.person_id AND p.organisation_id = r.organisation_id
        WHERE r.organisation_id = $1 AND r.state = 'open'
          AND NOT EXISTS (SELECT FROM request_askers own WHERE own.request_id = r.id AND own.person_id = $2 AND own.withdrawn_at IS NULL)
        GROUP BY r.id ORDER BY r.asked_at LIMIT ${MOST_OF_A_KIND}`,
      [tx.scope.organisationId, actor.personId],
    );
    return rows.map((row) => ({
      kind: 'request-open',
      title: row.title,
      detail: row.askers === 1 ? `${row.name} asks.` : `${row.name} and ${row.askers - 1} more ask.`,
      link: `/requests/${row.id}`,
      at: row.at,
    }));
  }

  private async left(tx: Tx): Promise<ProgrammeInboxItem[]> {
    const waiting = await this.handOvers.read(tx);
    const [latest] = waiting.map((one) => one.leftAt ?? new Date(0)).toSorted((a, b) => b.getTime() - a.getTime());
    if (latest === undefined) return [];
    const some = waiting.length === 1 ? 'One workflow has' : `${waiting.length} workflows have`;
    return [
      {
        kind: 'hand-over',
        title: `${some} no owner any more`,
        detail: `${waiting.length === 1 ? 'Its owner left. Someone is suggested' : 'Their owners left. Someone is suggested for each'}; one click hands it over.`,
        link: '/requests/hand-overs',
        at: latest,
      },
    ];
  }
}
