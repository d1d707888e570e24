import { useEffect, useState } from 'react';
import { Button, FileButton, Group, Input, Paper, Text, Textarea } from '@mantine/core';
import { IconFileText, IconUpload } from '@tabler/icons-react';
import { useFieldSources, wordsOf } from './field-sources.js';
import type { InputProps } from './schema-form.js';

export const ACCEPTED_FILES = '.txt,.md,.csv,.tsv,.json,.docx,.xlsx,.pdf';
const FILE_MARK = 'file:';

function ChosenFile({ id, name, note, onRemove, disabled }: ChosenFileProps) {
  const sources = useFieldSources();
  const [found, setFound] = useState<string | null>(name);
  useEffect(() => {
    if (found !== null || sources === null) return undefined;
    let wanted = true;
    sources.fileName(id).then(
      (answer) => wanted && setFound(answer),
      () => wanted && setFound('A file that is not here any more. Choose it again.'),
    );
    return () => {
      wanted = false;
    };
  }, [found, id, sources]);
  return (
    <Paper p="xs">
      <Group gap="sm" wrap="nowrap" justify="space-between">
        <Group gap={8} wrap="nowrap" style={{ minWidth: 0 }}>
          <IconFileText size={18} aria-hidden="true" style={{ flex: 'none' }} />
          <div style={{ minWidth: 0 }}>
            <Text style={{ overflowWrap: 'anywhere' }}>{found ?? 'Looking it up …'}</Text>
            {note !== null && <Text c="dimmed">{note}</Text>}
          </div>
        </Group>
        <Button variant="subtle" size="compact-sm" disabled={disabled} onClick={onRemove}>
          Remove
        </Button>
      </Group>
    </Paper>
  );
}

interface ChosenFileProps {
  readonly id: string;
  readonly name: string | null;
  readonly note: string | null;
  readonly disabled: boolean;
  readonly onRemove: () => void;
}

/** A document: a file that is uploaded, or text that is pasted in its place. */
export function DocumentField({ field, value, onChange, error, disabled, asSample }: InputProps) {
  const sources = useFieldSources();
  const [chosen, setChosen] = useState<{ id: string; name: string; note: string | null } | null>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const text = typeof value === 'string' ? value : '';
  const fileId = text.startsWith(FILE_MARK) ? text.slice(FILE_MARK.length) : null;

  const choose = async (file: File | null) => {
    if (file === null || sources === null) return;
    setBusy(true);
    setFault(null);
    try {
      const added = await sources.addFile(file);
      setChosen({
        id: added.id,
        name: added.name,
        note: added.cut ? `It is long: the first ${added.characters.toLocaleString()} characters are read.` : null,
      });
      onChange(asSample ? added.text : `${FILE_MARK}${added.id}`);
    } catch (problem) {
      setFault(wordsOf(problem));
    } finally {
      setBusy(false);
    }
  };
  const upload = sources !== null && (
    <FileButton onChange={(file) => void choose(file)} accept={ACCEPTED_FILES} disabled={disabled}>
      {(props) => (
        <Button
          {...props}
          variant="default"
          size="compact-sm"
          loading={busy}
          leftSection={<IconUpload size={14} aria-hidden="true" />}
          aria-label={`Choose a file for ${field.label}`}
        >
          Choose a file
        </Button>
      )}
    </FileButton>
  );
  if (fileId !== null) {
    const known = chosen?.id === fileId ? chosen : null;
    return (
      <Input.Wrapper label={field.label} description={field.help || undefined} required={field.required} error={error}>
        <ChosenFile
          key={fileId}
          id={fileId}
          name={known?.name ?? null}
          note={known?.note ?? null}
          disabled={disabled}
          onRemove={() => onChange(undefined)}
        />
      </Input.Wrapper>
    );
  }
  return (
    <div>
      <Textarea
        label={field.label}
        description={field.help || undefined}
        required={field.required}
        placeholder={sources === null ? 'Paste the text here' : 'Paste the text here, or choose a file'}
        autosize
        minRows={3}
        maxRows={12}
        value={text}
        disabled={disabled}
        error={fault ?? error}
        onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
      />
      <Group gap="sm" mt={6}>
        {upload}
        <Text c="dimmed">Text, Markdown, CSV, JSON, Word, Excel or PDF, up to 10 MB</Text>
      </Group>
    </div>
  );
}
