import { createContext, useContext } from 'react';

/** A file that was taken in. */
export interface AddedFile {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly characters: number;
  readonly cut: boolean;
  readonly text: string;
}

/** A table as it was read: cells as they came, and what they are good for. */
export interface ReadTable {
  /** The sheets among which one may choose; none for what is no workbook. */
  readonly sheets: readonly string[];
  /** The one that was read. */
  readonly sheet?: string | null | undefined;
  readonly headings: readonly string[];
  /** For each column the field that it fills. */
  readonly columns: readonly (string | null)[];
  readonly faults: readonly { readonly message: string }[];
  readonly rows: readonly {
    readonly number: number;
    readonly cells: readonly string[];
    readonly values: unknown;
    readonly faults: readonly { readonly column: number | null; readonly message: string }[];
  }[];
}

/** Where files go and who reads tables: the form itself fetches nothing. Each rejects with an Error whose message is shown. */
export interface FieldSources {
  readonly addFile: (file: File) => Promise<AddedFile>;
  readonly fileName: (id: string) => Promise<string>;
  readonly readTable: (
    fileId: string,
    schema: unknown,
    columns: readonly (string | null)[] | null,
    /** Of a workbook; its first when null. */
    sheet: string | null,
  ) => Promise<ReadTable>;
}

const Sources = createContext<FieldSources | null>(null);

export const FieldSourcesProvider = Sources.Provider;

/** Null where a form stands alone: then documents are pasted as text. */
export function useFieldSources(): FieldSources | null {
  return useContext(Sources);
}

/** What is shown of something that did not work. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : 'That did not work. Try again.';
}
