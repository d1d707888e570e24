import { Button, Code, CopyButton, Group } from '@mantine/core';

/** A text to hand on, with a button that copies it. */
export function CopyLine({ text, label }: { text: string; label: string }) {
  return (
    <Group gap={8} wrap="nowrap" align="flex-start">
      <Code block className="gs-break" style={{ flex: 1, whiteSpace: 'pre-wrap' }} aria-label={label}>
        {text}
      </Code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button size="compact-sm" variant="default" onClick={copy}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
