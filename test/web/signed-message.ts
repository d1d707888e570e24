import { createHmac, randomUUID } from 'node:crypto';

/** A message to a webhook, written from the specification of the Standard Webhooks and not with the code that it tests. */
export interface Message {
  readonly secret: string;
  readonly body: unknown;
  readonly id?: string;
  /** How long ago it was signed. */
  readonly ageSeconds?: number;
}

export interface Reply {
  readonly status: number;
  readonly body: {
    readonly runId?: string;
    readonly message?: string;
    readonly faults?: readonly { readonly path: string; readonly message: string }[];
  };
}

/** Sends it as another system would: no browser, no session. */
export async function send(url: string, { secret, body, id, ageSeconds = 0 }: Message): Promise<Reply> {
  const text = JSON.stringify(body);
  const messageId = id ?? `msg_${randomUUID()}`;
  const timestamp = String(Math.floor(Date.now() / 1000) - ageSeconds);
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const mac = createHmac('sha256', key).update(`${messageId}.${timestamp}.${text}`).digest('base64');
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': messageId,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${mac}`,
    },
    body: text,
  });
  return { status: answer.status, body: (await answer.json()) as Reply['body'] };
}
