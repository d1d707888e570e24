import { useState } from 'react';
import { Button, FileButton, Group, Input, NativeSelect, Stack, Table, Text, Textarea } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { ScrollRegion } from '../inert/scroll-region.js';
import { useFieldSources, wordsOf, type FieldSources, type ReadTable } from './field-sources.js';
import { columnsOf, type SchemaField } from './schema-fields.js';
import type { InputProps } from './schema-form.js';

const SHOWN_ROWS = 50;
const ACCEPTED = '.csv,.tsv,.txt,.xlsx';

type Row = Readonly<Record<string, unknown>>;

function asRows(value: unknown): readonly Row[] {
  return Array.isArray(value) ? value.filter((row): row is Row => typeof row === 'object' && row !== null) : [];
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The rows that a run will be given. */
function Rows({ columns, rows, label }: { columns: readonly SchemaField[]; rows: readonly Row[]; label: string }) {
  return (
    <ScrollRegion label={`Rows of ${label}`} minWidth={columns.length * 130}>
      <Table withTableBorder>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column.key}>{column.label}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.slice(0, SHOWN_ROWS).map((row, index) => (
            <Table.Tr key={index}>
              {columns.map((column) => (
                <Table.Td key={column.key}>{shown(row[column.key])}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  );
}

interface PreviewProps {
  readonly field: SchemaField;
  readonly reading: ReadTable;
  readonly onColumns: (columns: readonly (string | null)[]) => void;
}

/** A table that does not fit yet: which column fills what, and what is wrong with which cell. */
function TablePreview({ field, reading, onColumns }: PreviewProps) {
  const columns = columnsOf(field);
  const faulty = reading.rows.filter((row) => row.faults.length > 0);
  const clean = reading.rows.filter((row) => row.faults.length === 0);
  const choices = [
    { value: '', label: 'Leave out' },
    ...columns.map((column) => ({ value: column.key, label: column.label })),
  ];
  return (
    <ScrollRegion label={`Preview of ${field.label}`} minWidth={60 + reading.headings.length * 160}>
      <Table withTableBorder>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Row</Table.Th>
            {reading.headings.map((heading, index) => (
              <Table.Th key={index}>
                <NativeSelect
                  label={heading === '' ? `Column ${index + 1}` : heading}
                  size="xs"
                  data={choices}
                  value={reading.columns[index] ?? ''}
                  onChange={(event) => {
                    const name = event.currentTarget.value;
                    onColumns(
                      reading.headings.map((_, at) => (at === index ? name || null : (reading.columns[at] ?? null))),
                    );
                  }}
                />
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {[...faulty, ...clean].slice(0, SHOWN_ROWS).map((row) => (
            <Table.Tr key={row.number}>
              <Table.Td>
                {row.number}
                {row.faults
                  .filter((fault) => fault.column === null)
                  .map((fault) => (
                    <Text key={fault.message} c="var(--mantine-color-error)">
                      {fault.message}
                    </Text>
                  ))}
              </Table.Td>
              {reading.headings.map((_, index) => {
                const fault = row.faults.find((one) => one.column === index);
                return (
                  <Table.Td key={index}>
                    {row.cells[index] ?? ''}
                    {fault !== undefined && <Text c="var(--mantine-color-error)">{fault.message}</Text>}
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  );
}

/** A table that was read. `values` are what the form was given of it; null while it does not fit. */
interface Source {
  readonly fileId: string;
  readonly reading: ReadTable;
  readonly values: readonly unknown[] | null;
}

/** Which sheet of a workbook was read, and the others. */
function SheetChoice({ reading, disabled, onSheet }: SheetChoiceProps) {
  if (reading.sheets.length < 2) return null;
  return (
    <NativeSelect
      label="Sheet"
      description="Of this workbook one sheet is read."
      data={[...reading.sheets]}
      value={reading.sheet ?? ''}
      disabled={disabled}
      onChange={(event) => onSheet(event.currentTarget.value)}
    />
  );
}

interface SheetChoiceProps {
  readonly reading: ReadTable;
  readonly disabled: boolean;
  readonly onSheet: (sheet: string) => void;
}

function faultWords({ reading }: Source): string {
  const count = reading.rows.reduce((sum, row) => sum + row.faults.length, 0);
  return [
    ...reading.faults.map((one) => one.message),
    count > 0
      ? `${count === 1 ? 'One cell does' : `${count} cells do`} not fit. Correct your sheet and paste it again, or choose other columns.`
      : '',
    reading.rows.length === 0 ? 'There are no rows below the headings.' : '',
  ]
    .filter((one) => one !== '')
    .join(' ');
}

/** A table that is pasted from a spreadsheet or read from a file; until every cell fits, the form keeps it to itself. */
export function TableField(props: InputProps) {
  const sources = useFieldSources();
  const { field, value, onChange, error, disabled } = props;
  const [source, setSource] = useState<Source | null>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const rows = asRows(value);
  const unfit = source !== null && source.values === null ? source : null;
  /** Of what stands in the form now. */
  const read = unfit ?? (source !== null && source.values === value ? source : null);

  const attempt = async (
    find: (known: FieldSources) => Promise<string>,
    columns: readonly (string | null)[] | null,
    sheet: string | null,
  ) => {
    if (sources === null) return;
    setBusy(true);
    setFault(null);
    try {
      const fileId = await find(sources);
      const reading = await sources.readTable(fileId, field.more['items'], columns, sheet);
      const fits = reading.faults.length === 0 && reading.rows.every((row) => row.faults.length === 0);
      const values = fits && reading.rows.length > 0 ? reading.rows.map((row) => row.values) : null;
      setSource({ fileId, reading, values });
      onChange(values ?? undefined);
    } catch (problem) {
      setFault(wordsOf(problem));
    } finally {
      setBusy(false);
    }
  };
  const again = (known: Source, columns: readonly (string | null)[] | null, sheet: string | null) =>
    void attempt(() => Promise.resolve(known.fileId), columns, sheet);
  const take = (file: File | null) =>
    file === null ? undefined : void attempt(async (known) => (await known.addFile(file)).id, null, null);
  const paste = (text: string) => take(new File([text], 'Pasted table.tsv', { type: 'text/tab-separated-values' }));
  const clear = () => {
    setSource(null);
    setFault(null);
    onChange(undefined);
  };
  const message = fault ?? (unfit === null ? error : faultWords(unfit));
  const empty = rows.length === 0 && unfit === null;
  const count = unfit === null ? rows.length : unfit.reading.rows.length;
  return (
    <Stack gap={6}>
      {empty ? (
        <Textarea
          label={field.label}
          description={`${field.help} Copy the cells with their headings in your spreadsheet, and paste them here. Columns: ${columnsOf(
            field,
          )
            .map((column) => column.label)
            .join(', ')}.`.trim()}
          required={field.required}
          rows={3}
          value=""
          disabled={disabled || busy}
          error={message}
          onPaste={(event) => {
            event.preventDefault();
            paste(event.clipboardData.getData('text/plain'));
          }}
          onChange={(event) => {
            // A single letter that somebody types is no table yet.
            if (event.currentTarget.value.includes('\n')) paste(event.currentTarget.value);
          }}
        />
      ) : (
        <Input.Wrapper label={field.label} required={field.required} error={message} labelElement="div">
          {unfit === null ? (
            <Rows columns={columnsOf(field)} rows={rows} label={field.label} />
          ) : (
            <TablePreview
              field={field}
              reading={unfit.reading}
              onColumns={(columns) => again(unfit, columns, unfit.reading.sheet ?? null)}
            />
          )}
        </Input.Wrapper>
      )}
      {read !== null && (
        <SheetChoice reading={read.reading} disabled={disabled || busy} onSheet={(sheet) => again(read, null, sheet)} />
      )}
      <Group gap="sm">
        {sources !== null && empty && (
          <FileButton onChange={take} accept={ACCEPTED} disabled={disabled}>
            {(button) => (
              <Button
                {...button}
                variant="default"
                size="compact-sm"
                loading={busy}
                leftSection={<IconUpload size={14} aria-hidden="true" />}
                aria-label={`Choose a file for ${field.label}`}
              >
                Choose a CSV or Excel file
              </Button>
            )}
          </FileButton>
        )}
        {!empty && (
          <>
            <Text c="dimmed">
              {`${count} ${count === 1 ? 'row' : 'rows'}`}
              {unfit === null ? '' : ' read'}
              {count > SHOWN_ROWS ? `, the first ${SHOWN_ROWS} are shown` : ''}
            </Text>
            <Button variant="subtle" size="compact-sm" disabled={disabled} onClick={clear}>
              Use another table
            </Button>
          </>
        )}
      </Group>
    </Stack>
  );
}
