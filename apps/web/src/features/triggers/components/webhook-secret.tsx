import { Button, Stack, Text } from '@mantine/core';
import { CopyLine } from '../../../lib/copy-line.js';

/** The secret of a webhook, shown this once. */
export function WebhookSecret({ url, secret, onDone }: { url: string; secret: string; onDone: () => void }) {
  return (
    <section className="app-needs" aria-label="The secret">
      <Stack gap="sm">
        <Text fw={550}>Give this secret to the sender now. Nobody can look it up again.</Text>
        <CopyLine text={secret} label="Secret" />
        <Text>Messages are sent by POST to</Text>
        <CopyLine text={url} label="Address" />
        <div>
          <Button onClick={onDone}>I have copied the secret</Button>
        </div>
      </Stack>
    </section>
  );
}
