import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { InputFileId, JsonObject } from '@groundswell/kernel';
import { JsonScalar } from '@groundswell/platform';
import type { FileKind } from '../domain/file-kind.js';
import type { InputFileEntity } from '../persistence/input-file.entity.js';

/** The kinds of file as GraphQL shows them. */
export enum FileKindEnum {
  text = 'text',
  markdown = 'markdown',
  csv = 'csv',
  json = 'json',
  word = 'word',
  excel = 'excel',
  pdf = 'pdf',
}
registerEnumType(FileKindEnum, { name: 'FileKind' });

@ObjectType('InputFile', { description: 'A file that a person gave to a run. Its bytes are at /files/<id>.' })
export class InputFileType {
  @Field(() => ID) id!: InputFileId;
  @Field() name!: string;
  @Field(() => FileKindEnum) kind!: FileKind;
  @Field(() => Int) sizeBytes!: number;
  @Field(() => Int, { description: 'How many characters of it a run reads.' }) characters!: number;
  @Field({ description: 'Whether it has more words than a run reads.' }) cut!: boolean;
  @Field(() => GraphQLISODateTime) uploadedAt!: Date;
}

@ObjectType('CellFault', { description: 'What is wrong with one cell, or with a row that lacks one.' })
export class CellFaultType {
  @Field(() => Int, { nullable: true, description: 'From 0; null when the row lacks something.' }) column!:
    number | null;
  @Field() message!: string;
}

@ObjectType('TableRow')
export class TableRowType {
  @Field(() => Int) number!: number;
  @Field(() => [String]) cells!: readonly string[];
  @Field(() => JsonScalar, { nullable: true, description: 'The values by field; null when a cell does not fit.' })
  values!: JsonObject | null;
  @Field(() => [CellFaultType]) faults!: readonly CellFaultType[];
}

@ObjectType('TableFault', { description: 'What is wrong with the choice of columns.' })
export class TableFaultType {
  @Field() path!: string;
  @Field() message!: string;
}

@ObjectType('TableReading')
export class TableReadingType {
  @Field(() => [String], { description: 'The sheets among which one may choose; none for what is no workbook.' })
  sheets!: readonly string[];
  @Field(() => String, { nullable: true, description: 'The sheet that was read.' }) sheet!: string | null;
  @Field(() => [String]) headings!: readonly string[];
  @Field(() => [String], { nullable: 'items', description: 'For each column the field that it fills.' })
  columns!: readonly (string | null)[];
  @Field(() => [TableFaultType]) faults!: readonly TableFaultType[];
  @Field(() => [TableRowType]) rows!: readonly TableRowType[];
}

@InputType('ReadTableInput', {
  description: 'A table of a form: an uploaded or pasted one, and the fields of its rows.',
})
export class ReadTableInput {
  @Field(() => ID) fileId!: string;
  @Field(() => JsonScalar, { description: 'An object schema: the fields of one row.' }) schema!: unknown;
  @Field(() => [String], { nullable: 'itemsAndList', description: 'Left out, they are guessed by their headings.' })
  columns?: (string | null)[] | null;
  @Field(() => String, { nullable: true, description: 'Of a workbook; its first when left out.' })
  sheet?: string | null;
}

/** The GraphQL shape of a file. */
export function inputFileTypeOf(file: InputFileEntity): InputFileType {
  const { id, name, kind, sizeBytes, text, cut, uploadedAt } = file;
  return { id, name, kind, sizeBytes, characters: text?.length ?? 0, cut, uploadedAt };
}
