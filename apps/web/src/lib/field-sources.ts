import { FileNameDocument, ReadTableDocument, WorkbookSheetsDocument } from '@groundswell/contracts';
import type { AddedFile, FieldSources } from '@groundswell/ui';
import type { Client } from 'urql';
import { CSRF_HEADER } from './graphql-client.js';
import { problemOf } from './problem.js';

/** Sends the bytes of a file as they are. @throws Error with the words of the server */
export async function addFile(file: File): Promise<AddedFile> {
  const answer = await fetch('/files', {
    method: 'POST',
    credentials: 'same-origin',
    headers: {
      ...CSRF_HEADER,
      'content-type': 'application/octet-stream',
      'x-file-name': encodeURIComponent(file.name),
    },
    body: file,
  });
  const body: unknown = await answer.json().catch(() => null);
  if (answer.ok) return body as AddedFile;
  throw new Error(messageOf(body) ?? `The file could not be taken in (${answer.status}). It may be too large.`);
}

/** The sheets of a workbook that was taken in. @throws Error with the words of the server */
export async function sheetsOf(client: Client, fileId: string): Promise<readonly string[]> {
  const answer = await client.query(WorkbookSheetsDocument.toString(), { id: fileId }).toPromise();
  if (answer.error !== undefined) throw new Error(problemOf(answer.error).message);
  return (answer.data as { inputFile: { sheets: readonly string[] } }).inputFile.sheets;
}

/** Where the files and tables of forms go. */
export function makeFieldSources(client: Client): FieldSources {
  return {
    addFile,
    fileName: async (id) => {
      const answer = await client.query(FileNameDocument.toString(), { id }).toPromise();
      if (answer.error !== undefined) throw new Error(problemOf(answer.error).message);
      return (answer.data as { inputFile: { name: string } }).inputFile.name;
    },
    readTable: async (fileId, schema, columns, sheet) => {
      const input = { fileId, schema, columns: columns === null ? null : [...columns], sheet };
      const answer = await client
        .query(ReadTableDocument.toString(), { input }, { requestPolicy: 'network-only' })
        .toPromise();
      if (answer.error !== undefined) throw new Error(problemOf(answer.error).message);
      return (answer.data as { readTable: Awaited<ReturnType<FieldSources['readTable']>> }).readTable;
    },
  };
}

function messageOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('errors' in body) || !Array.isArray(body.errors)) return null;
  const first: unknown = body.errors[0];
  return typeof first === 'object' && first !== null && 'message' in first && typeof first.message === 'string'
    ? first.message
    : null;
}
