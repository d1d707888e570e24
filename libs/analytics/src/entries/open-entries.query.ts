import { Injectable } from '@nestjs/common';
import { type FieldFault, invalidInput } from '@groundswell/kernel';
import { type Actor, Database, type Tx } from '@groundswell/platform';
import { PeopleDirectory } from '@groundswell/identity';
import type { CostKind } from '@groundswell/runs';
import { type EvidenceGrade, ListTimeEntriesQuery, type TimeEntryPage } from '@groundswell/savings';
import { FirstNeededQuery } from '../compounding/first-needed.query.js';
import { type CostLines, entriesBehind, OPENABLE_FIGURES, type TimeLines } from '../domain/figure-entries.js';
import { isMonth, monthEnd, monthStart } from '../domain/month.js';
import { FigureCostEntriesQuery, type FigureCostPage } from './figure-cost-entries.query.js';

/** Which entries to open. `figure` narrows to the lines that the figure of that key sums. */
export interface EntryFilter {
  readonly workflowId?: string | null;
  /** `2026-11`, in the organisation's time zone. */
  readonly month?: string | null;
  /** Time entries have a grade and no kind, cost entries a kind and no grade: the other one fits none of them. */
  readonly grade?: EvidenceGrade | null;
  readonly kind?: CostKind | null;
  readonly personId?: string | null;
  readonly runId?: string | null;
  readonly figure?: string | null;
}

/** What a filter cannot say: from which month on, and whether corrected lines are shown too. */
export interface TimeScope {
  readonly fromMonth?: string | null;
  readonly includeCorrected?: boolean | null;
}

/** Opens the entries behind the figures: exactly those that the figure sums. */
@Injectable()
export class OpenEntriesQuery {
  constructor(
    private readonly database: Database,
    private readonly directory: PeopleDirectory,
    private readonly timeEntries: ListTimeEntriesQuery,
    private readonly costEntries: FigureCostEntriesQuery,
    private readonly firstNeeded: FirstNeededQuery,
  ) {}

  /** @throws AppError INPUT_INVALID */
  async time(
    actor: Actor,
    filter: EntryFilter,
    scope: TimeScope,
    first: number,
    after: string | null,
  ): Promise<TimeEntryPage> {
    const faults = [...monthFaults('filter.month', filter.month), ...monthFaults('fromMonth', scope.fromMonth)];
    const figure = filter.figure == null ? null : entriesBehind(filter.figure);
    if (filter.figure != null && figure?.time == null) faults.push(figureFault('filter.figure', filter.figure, 'time'));
    if (faults.length > 0) throw invalidInput(faults);
    const { workflowId, personId, runId, month } = filter;
    return this.database.transaction(actor.organisationId, async (tx) => {
      const criteria = {
        ...{ workflowId, personId, runId },
        ...(await this.span(tx, actor, scope.fromMonth ?? month ?? null, month ?? null)),
        grades: filter.kind == null ? gradesOf(filter.grade ?? null, figure?.time ?? null) : [],
        lostOnly: figure?.time?.lostOnly ?? false,
        includeCorrected: scope.includeCorrected ?? false,
      };
      return this.timeEntries.page(tx, actor, criteria, first, after);
    });
  }

  /** @throws AppError INPUT_INVALID */
  async cost(actor: Actor, filter: EntryFilter, first: number, after: string | null): Promise<FigureCostPage> {
    const { figure = null, workflowId = null, month = null, personId, runId } = filter;
    const faults = monthFaults('filter.month', month);
    const lines = figure === null ? null : (entriesBehind(figure)?.cost ?? null);
    if (figure !== null && lines === null) faults.push(figureFault('filter.figure', figure, 'cost'));
    if (lines?.intoPilot && workflowId === null) {
      faults.push({ path: 'filter.workflowId', message: 'Name the workflow whose way into pilot you want to see.' });
    }
    if (faults.length > 0) throw invalidInput(faults);
    return this.database.transaction(actor.organisationId, async (tx) => {
      const intoPilot = lines?.intoPilot && workflowId !== null ? await this.firstNeeded.of(tx, workflowId) : null;
      const criteria = {
        workflowId: intoPilot === null ? workflowId : null,
        ...{ personId, runId, intoPilot },
        ...(await this.span(tx, actor, lines?.soFar ? null : month, month)),
        kinds: filter.grade == null ? kindsOf(filter.kind ?? null, lines) : [],
      };
      return this.costEntries.page(tx, actor, criteria, first, after);
    });
  }

  private async span(
    tx: Tx,
    actor: Actor,
    first: string | null,
    last: string | null,
  ): Promise<{ from: Date | null; until: Date | null }> {
    if (first === null && last === null) return { from: null, until: null };
    const { timeZone } = await this.directory.getOrganisation(tx, actor.organisationId);
    return {
      from: first !== null && isMonth(first) ? monthStart(first, timeZone) : null,
      until: last !== null && isMonth(last) ? monthEnd(last, timeZone) : null,
    };
  }
}

function gradesOf(grade: EvidenceGrade | null, figure: TimeLines | null): readonly EvidenceGrade[] | null {
  if (grade === null) return figure?.grades ?? null;
  return figure === null || figure.grades.includes(grade) ? [grade] : [];
}

function kindsOf(kind: CostKind | null, figure: CostLines | null): readonly CostKind[] | null {
  if (kind === null) return figure?.kinds ?? null;
  return figure?.kinds == null || figure.kinds.some((each) => each === kind) ? [kind] : [];
}

function monthFaults(path: string, month: string | null | undefined): FieldFault[] {
  if (month == null || isMonth(month)) return [];
  return [{ path, message: 'Write the month as year and month, such as 2026-11.' }];
}

function figureFault(path: string, figure: string, ledger: 'time' | 'cost'): FieldFault {
  const known = OPENABLE_FIGURES.filter((key) => entriesBehind(key)?.[ledger] !== null);
  const message = `The figure ${figure.slice(0, 60)} sums no ${ledger} entries. Those that do: ${known.join(', ')}.`;
  return { path, message };
}
