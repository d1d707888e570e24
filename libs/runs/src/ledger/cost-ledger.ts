import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import {
  AppError,
  invalidInput,
  newId,
  payForMinutes,
  picoUsdToMicros,
  rateInForce,
  type Clock,
  type CostEntryId,
  type FieldFault,
  type Micros,
} from '@groundswell/kernel';
import { CurrencyUse, PeopleDirectory } from '@groundswell/identity';
import { CLOCK, type Tx } from '@groundswell/platform';
import type { CostLine } from '../domain/cost-entry.js';
import { CostEntryEntity } from '../persistence/cost-entry.entity.js';
import { insertRow } from '../persistence/insert-row.js';

const NO_JSON: ReadonlySet<keyof CostEntryEntity> = new Set();
const MAX_MINUTES = 60 * 24 * 365;

/** Appends to the cost ledger. There is no way to change a line; a correction is a line that names the one it replaces. */
@Injectable()
export class CostLedger implements OnModuleInit {
  constructor(
    private readonly people: PeopleDirectory,
    private readonly currencyUse: CurrencyUse,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.currencyUse.register((tx) => tx.manager.existsBy(CostEntryEntity, tx.scope));
  }

  /**
   * Books one line, in the caller's transaction. A source that was booked already is left as it is.
   * @returns the new line's id, or null when the source was booked before
   * @throws AppError INPUT_INVALID, or COST_ENTRY_ALREADY_CORRECTED when the named line was replaced by another one
   */
  async append(tx: Tx, line: CostLine): Promise<CostEntryId | null> {
    const faults = faultsOf(line);
    if (faults.length > 0) throw invalidInput(faults);
    const { organisationId } = tx.scope;
    const recordedAt = this.clock.now();
    const id = newId<CostEntryId>(recordedAt.getTime());
    const rate = 'minutes' in line ? (line.rateMicrosPerHour ?? (await this.loadedRate(tx, line.at))) : null;
    const tokens = 'usage' in line ? line : null;
    const entry: CostEntryEntity = {
      id,
      organisationId,
      kind: line.kind,
      workflowId: line.workflowId ?? null,
      versionId: line.versionId ?? null,
      runId: line.runId ?? null,
      stepId: line.stepId ?? null,
      connectorId: line.connectorId ?? null,
      layerId: line.layerId ?? null,
      personId: line.personId ?? null,
      minutes: 'minutes' in line ? line.minutes : null,
      rateMicrosPerHour: rate,
      model: tokens?.model ?? null,
      inputTokens: tokens?.usage.inputTokens ?? null,
      outputTokens: tokens?.usage.outputTokens ?? null,
      cacheReadTokens: tokens?.usage.cacheReadTokens ?? null,
      cacheWriteTokens: tokens === null ? null : tokens.usage.cacheWrite5mTokens + tokens.usage.cacheWrite1hTokens,
      estimated: tokens?.estimated ?? false,
      priceId: tokens?.priceId ?? null,
      costPicoUsd: tokens?.costPicoUsd ?? null,
      usdRateMicros: tokens?.usdRateMicros ?? null,
      amountMicros: amountOf(line, rate),
      at: line.at,
      recordedAt,
      correctsId: line.corrects ?? null,
      note: line.note ?? null,
      source: line.source,
    };
    return this.insert(tx, entry);
  }

  private async insert(tx: Tx, entry: CostEntryEntity): Promise<CostEntryId | null> {
    if (await insertRow(tx, 'cost_entries', entry, NO_JSON, { onConflict: 'skip' })) return entry.id;
    const booked = await tx.manager.existsBy(CostEntryEntity, { ...tx.scope, source: entry.source });
    if (booked) return null;
    throw new AppError(
      'conflict',
      'COST_ENTRY_ALREADY_CORRECTED',
      'Someone corrected this line already. Reload it and correct the newest line instead.',
    );
  }

  private async loadedRate(tx: Tx, at: Date): Promise<Micros> {
    return rateInForce(await this.people.loadedRates(tx), at);
  }
}

function amountOf(line: CostLine, rate: Micros | null): Micros {
  if ('minutes' in line) return payForMinutes(line.minutes, rate ?? 0);
  if ('usage' in line) return picoUsdToMicros(line.costPicoUsd, line.usdRateMicros);
  return line.amountMicros;
}

function faultsOf(line: CostLine): FieldFault[] {
  const faults: FieldFault[] = [];
  if ('minutes' in line && !(Number.isSafeInteger(line.minutes) && line.minutes >= 0 && line.minutes <= MAX_MINUTES)) {
    faults.push({ path: 'minutes', message: 'Give the minutes as a whole number, 0 or more.' });
  }
  if ('amountMicros' in line && !Number.isSafeInteger(line.amountMicros)) {
    faults.push({ path: 'amountMicros', message: 'Give the amount in whole micro-units.' });
  }
  if (line.source === '') faults.push({ path: 'source', message: 'A line names what caused it.' });
  return faults;
}
