import { Injectable } from '@nestjs/common';
import { invalidInput, isId, type OrganisationId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import { PersonEntity, TeamEntity } from '../persistence/identity.entities.js';

const MAX_PAGE = 200;

/** People by name or address, in the order of their names; the cursor is the id of the last one shown. */
@Injectable()
export class SearchPeopleQuery {
  async search(
    tx: Tx,
    organisationId: OrganisationId,
    search: string | null,
    first: number,
    after: string | null,
  ): Promise<{ items: PersonEntity[]; totalCount: number; nextCursor: string | null }> {
    const query = tx.manager
      .createQueryBuilder(PersonEntity, 'person')
      .where('person.organisationId = :organisationId', { organisationId });
    const words = search?.trim().toLowerCase();
    if (words)
      query.andWhere('(strpos(lower(person.name), :words) > 0 OR strpos(person.email, :words) > 0)', { words });
    const totalCount = await query.getCount();
    if (after !== null) {
      if (!isId(after)) throw invalidInput([{ path: 'after', message: 'This cursor is not one of ours.' }]);
      const last = await tx.manager.findOneBy(PersonEntity, { ...tx.scope, id: after });
      if (last) query.andWhere('(person.name, person.id) > (:name, :after)', { name: last.name, after });
    }
    const size = Math.min(Math.max(1, first), MAX_PAGE);
    const items = await query
      .orderBy('person.name')
      .addOrderBy('person.id')
      .limit(size + 1)
      .getMany();
    const shown = items.slice(0, size);
    return { items: shown, totalCount, nextCursor: items.length > size ? (shown.at(-1)?.id ?? null) : null };
  }

  async find(tx: Tx, id: string): Promise<PersonEntity | null> {
    return tx.manager.findOneBy(PersonEntity, { ...tx.scope, id });
  }

  async teams(tx: Tx, organisationId: OrganisationId): Promise<TeamEntity[]> {
    return tx.manager.find(TeamEntity, { where: { organisationId }, order: { name: 'ASC' } });
  }
}
