import { Injectable } from '@nestjs/common';
import type { FieldFault, InputFileId, JsonObject, RunId } from '@groundswell/kernel';
import type { Actor, Tx } from '@groundswell/platform';
import { checkInputs } from '@groundswell/workflows';
import { filesAmong, labelsOfInputs, type FileWords } from '../domain/input-content.js';
import type { RunLabels } from '../domain/run-labels.js';
import { InputFilesRepository } from '../persistence/input-files.repository.js';

/** What all files of one run may bring together. Characters. */
const MOST_WORDS = 400_000;

export type CheckedInputs =
  | {
      readonly ok: true;
      readonly values: JsonObject;
      readonly fileIds: readonly InputFileId[];
      /** What the run has taken in by them. */
      readonly labels: RunLabels;
    }
  | { readonly ok: false; readonly faults: readonly FieldFault[] };

/** The inputs of a run with the files among them: whether they are there, whose they are, and what they say. */
@Injectable()
export class StartInputs {
  constructor(private readonly files: InputFilesRepository) {}

  /**
   * @param parentRunId a run that hands its own files on, which may be somebody's who did not upload them
   */
  async check(
    tx: Tx,
    actor: Actor,
    schema: JsonObject,
    given: JsonObject,
    parentRunId: RunId | null = null,
  ): Promise<CheckedInputs> {
    const checked = checkInputs(schema, given);
    if (!checked.ok) return checked;
    const { values } = checked;
    const wanted = filesAmong(schema, values);
    const faults = await this.fileFaults(tx, actor, wanted, parentRunId);
    if (faults.length > 0) return { ok: false, faults };
    return { ok: true, values, fileIds: [...wanted.values()], labels: labelsOfInputs(schema, values) };
  }

  /** Lets the run have them, in the transaction that makes it. */
  async give(tx: Tx, runId: RunId, fileIds: readonly InputFileId[]): Promise<void> {
    await this.files.give(tx, runId, fileIds);
  }

  /** The words of the files among a run's inputs. They never change, so every worker reads the same. */
  async words(tx: Tx, schema: JsonObject, values: JsonObject): Promise<ReadonlyMap<InputFileId, FileWords>> {
    const ids = [...new Set(filesAmong(schema, values).values())];
    const files = await this.files.byIds(tx, ids);
    return new Map(files.map(({ id, name, text }) => [id, { name, text: text ?? '' }]));
  }

  private async fileFaults(
    tx: Tx,
    actor: Actor,
    wanted: ReadonlyMap<string, InputFileId>,
    parentRunId: RunId | null,
  ): Promise<FieldFault[]> {
    if (wanted.size === 0) return [];
    const found = new Map((await this.files.byIds(tx, [...wanted.values()])).map((file) => [file.id, file]));
    const handed = new Set(
      (await this.files.ofRuns(tx, parentRunId === null ? [] : [parentRunId]))
        .get(parentRunId as RunId)
        ?.map((file) => file.id),
    );
    const missing = [...wanted].flatMap(([name, id]) => {
      const file = found.get(id);
      const own = parentRunId === null ? file?.actorId === actor.personId : handed.has(id);
      return file !== undefined && own ? [] : [{ path: `inputs.${name}`, message: GONE }];
    });
    if (missing.length > 0) return missing;
    const words = [...wanted.values()].reduce((sum, id) => sum + (found.get(id)?.text?.length ?? 0), 0);
    const [first = ''] = wanted.keys();
    return words <= MOST_WORDS ? [] : [{ path: `inputs.${first}`, message: TOO_MUCH }];
  }
}

const GONE = 'This file is not here, or it is not yours to give. Choose it again.';
const TOO_MUCH = `These files have more than ${MOST_WORDS} characters together, which is more than one run may read. Give less at a time.`;
