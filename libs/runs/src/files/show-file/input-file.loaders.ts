import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import type { RunId } from '@groundswell/kernel';
import { Database, notSignedIn, requestLoader, type RequestContext } from '@groundswell/platform';
import type { InputFileEntity } from '../../persistence/input-file.entity.js';
import { InputFilesRepository } from '../../persistence/input-files.repository.js';

const FILES = Symbol('files of run');

/** The files of the runs of a request, fetched together. */
@Injectable()
export class InputFileLoaders {
  constructor(
    private readonly database: Database,
    private readonly files: InputFilesRepository,
  ) {}

  ofRun(context: RequestContext, runId: RunId): Promise<readonly InputFileEntity[]> {
    const { actor } = context;
    if (actor === null) throw notSignedIn();
    return requestLoader(
      context,
      FILES,
      () =>
        new DataLoader<RunId, readonly InputFileEntity[]>((ids) =>
          this.database.transaction(actor.organisationId, async (tx) => {
            const found = await this.files.ofRuns(tx, ids);
            return ids.map((id) => found.get(id) ?? []);
          }),
        ),
    ).load(runId);
  }
}
