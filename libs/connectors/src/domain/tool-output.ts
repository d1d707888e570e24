import type { JsonValue } from '@groundswell/kernel';
import { redactJson, redactText } from './redaction.js';

/** A tool's answer as it may be used: fields taken out that a policy withholds, and no longer than fits. */
export interface ToolOutput {
  readonly content: readonly JsonValue[];
  readonly structuredContent: JsonValue | null;
  /** The text parts one after the other, for a model or a preview. */
  readonly text: string;
  readonly isError: boolean;
  /** Whether something was left out because the answer was too long. */
  readonly truncated: boolean;
}

interface Answer {
  readonly content: readonly JsonValue[];
  readonly structuredContent: JsonValue | null;
  readonly isError: boolean;
}

type Block = { readonly [key: string]: JsonValue };

function isBlock(value: JsonValue | undefined): value is Block {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text of a part: its own, or that of the resource which it carries. */
function textOf(block: JsonValue): string | null {
  if (!isBlock(block)) return null;
  if (typeof block['text'] === 'string') return block['text'];
  const resource = block['resource'];
  return isBlock(resource) && typeof resource['text'] === 'string' ? resource['text'] : null;
}

function withText(block: JsonValue, text: string): JsonValue {
  if (!isBlock(block)) return block;
  if (typeof block['text'] === 'string') return { ...block, text };
  const resource = block['resource'];
  return isBlock(resource) ? { ...block, resource: { ...resource, text } } : block;
}

/** A part without its text: what a picture, a sound or a file weighs. */
function weightOf(block: JsonValue): number {
  return JSON.stringify(block).length;
}

/**
 * Fulfils the duty of redaction and holds the answer to a length.
 * @param maxCharacters of all parts together; texts are cut, other parts that do not fit are replaced by a remark.
 */
export function toolOutput(answer: Answer, redactedFields: readonly string[], maxCharacters: number): ToolOutput {
  const room = { left: maxCharacters, truncated: false };
  const content = answer.content.map((block) => {
    const text = textOf(block);
    if (text !== null) {
      const open = redactText(text, redactedFields);
      const kept = open.slice(0, room.left).toWellFormed();
      room.left -= kept.length;
      if (kept.length < open.length) room.truncated = true;
      const cut = kept.length < open.length ? `${kept}… (${open.length} characters)` : kept;
      return redactedFields.length === 0 ? withText(block, cut) : redactJson(withText(block, cut), redactedFields);
    }
    const open = redactJson(block, redactedFields);
    if (weightOf(open) <= room.left) {
      room.left -= weightOf(open);
      return open;
    }
    room.truncated = true;
    const type = isBlock(block) && typeof block['type'] === 'string' ? block['type'] : 'part';
    return { type: 'text', text: `[Left out for its length: ${type}, ${weightOf(open)} characters.]` };
  });
  const structured = answer.structuredContent === null ? null : redactJson(answer.structuredContent, redactedFields);
  const fits = structured === null || weightOf(structured) <= maxCharacters;
  const texts = content.map(textOf).filter((text) => text !== null);
  return {
    content,
    structuredContent: fits ? structured : null,
    text: texts.length > 0 || structured === null || !fits ? texts.join('\n') : JSON.stringify(structured),
    isError: answer.isError,
    truncated: room.truncated || !fits,
  };
}
