import { BatchEntity } from '../persistence/batch.entity.js';
import type { ShownRow } from '../batches/show-batches/batch-rows.query.js';
import { refusedAgain } from '../start-run/kept-refusal.js';
import type { BatchRowType, BatchType } from './batch.type.js';

/** The stored batch behind a type, as far as services look. */
export function batchEntityOf(batch: BatchType): BatchEntity {
  return Object.assign(new BatchEntity(), batch);
}

/** The GraphQL shape of a batch. Fields are named one by one: what is not named stays inside. */
export function batchTypeOf(batch: BatchEntity): BatchType {
  const { id, name, sheet, mode, status, pauseReason, headings, columns, rowCount, createdAt, startedAt, endedAt } =
    batch;
  const { organisationId, workflowId, versionId, actorId, revision } = batch;
  return {
    id,
    name,
    sheet,
    mode,
    status,
    pauseReason,
    pauseRefusal: refusedAgain(batch.pauseRefusal),
    headings,
    columns,
    revision,
    rowCount,
    createdAt,
    startedAt,
    endedAt,
    organisationId,
    workflowId,
    versionId,
    actorId,
  };
}

/** The GraphQL shape of a row. */
export function batchRowTypeOf(row: ShownRow): BatchRowType {
  const { number, cells, state, refusal, runId, runStatus, waitingFor, outputText, output, failure, costMicros } = row;
  return {
    number,
    cells,
    faults: row.faults ?? [],
    state,
    refusal,
    runId,
    runStatus,
    waitingFor,
    outputText,
    output,
    failure,
    costMicros,
  };
}
