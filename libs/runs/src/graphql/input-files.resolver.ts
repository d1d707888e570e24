import { Args, Context, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentActor, Database, Permission, SignedIn, type Actor, type RequestContext } from '@groundswell/platform';
import { ReadTableService } from '../files/read-table/read-table.service.js';
import { ShowFileService } from '../files/show-file/show-file.service.js';
import { InputFileLoaders } from '../files/show-file/input-file.loaders.js';
import { InputFileType, inputFileTypeOf, ReadTableInput, TableReadingType } from './input-file.type.js';
import { inputsOf } from './run.input.js';
import { RunType } from './run.type.js';

/** Files and tables for the forms from which runs start. */
@Resolver(() => InputFileType)
export class InputFilesResolver {
  constructor(
    private readonly database: Database,
    private readonly files: ShowFileService,
    private readonly tables: ReadTableService,
  ) {}

  @SignedIn('The service shows a file to whoever uploaded it and to whoever may see a run that was given it.')
  @Query(() => InputFileType)
  async inputFile(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<InputFileType> {
    return inputFileTypeOf(
      await this.database.transaction(actor.organisationId, (tx) => this.files.get(tx, actor, id)),
    );
  }

  @ResolveField(() => [String], { description: 'The sheets of a workbook, in their order; none for other files.' })
  async sheets(@Parent() file: InputFileType, @CurrentActor() actor: Actor): Promise<readonly string[]> {
    return this.database.transaction(actor.organisationId, async (tx) =>
      this.tables.sheets(tx, await this.files.get(tx, actor, file.id)),
    );
  }

  @Permission('run.start')
  @Query(() => TableReadingType)
  async readTable(@CurrentActor() actor: Actor, @Args('input') input: ReadTableInput): Promise<TableReadingType> {
    const { fileId, schema, columns, sheet } = input;
    return this.tables.read(actor, fileId, inputsOf(schema), columns ?? null, sheet ?? null);
  }
}

/** The files that a run was given: whoever sees the run sees them. */
@Resolver(() => RunType)
export class RunFilesResolver {
  constructor(private readonly loaders: InputFileLoaders) {}

  @ResolveField(() => [InputFileType])
  async files(@Parent() run: RunType, @Context() context: RequestContext): Promise<InputFileType[]> {
    return (await this.loaders.ofRun(context, run.id)).map(inputFileTypeOf);
  }
}
