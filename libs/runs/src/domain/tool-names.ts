import { createHash } from 'node:crypto';

const MAX_LENGTH = 64;
const MARK_LENGTH = 8;

/** The name under which a rehearsal refers to a tool: `crm.search`. */
export function rehearsalName(slug: string, tool: string): string {
  return `${slug}.${tool}`;
}

/**
 * The name under which the model sees a tool: `<connector slug>__<tool>`, in the 64 characters that the protocol allows.
 * A name that had to be changed to fit gets a mark of its full form, so that two tools never share one.
 */
export function offeredName(slug: string, tool: string): string {
  const full = `${slug}__${tool}`;
  const plain = full.replace(/[^a-zA-Z0-9_-]/g, '_');
  if (plain === full && plain.length <= MAX_LENGTH) return plain;
  const mark = createHash('sha256').update(full).digest('hex').slice(0, MARK_LENGTH);
  return `${plain.slice(0, MAX_LENGTH - MARK_LENGTH - 1)}_${mark}`;
}
