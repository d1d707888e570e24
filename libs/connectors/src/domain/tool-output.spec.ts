import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '@groundswell/kernel';
import { toolOutput } from './tool-output.js';

const answer = { content: [], structuredContent: null, isError: false };

describe('the output of a tool', () => {
  it('joins its texts and keeps its parts', () => {
    const content: JsonValue[] = [
      { type: 'text', text: 'one' },
      { type: 'resource', resource: { uri: 'file:///a', text: 'two' } },
      { type: 'image', data: 'AAAA', mimeType: 'image/png' },
    ];
    expect(toolOutput({ ...answer, content }, [], 1_000)).toEqual({
      content,
      structuredContent: null,
      text: 'one\ntwo',
      isError: false,
      truncated: false,
    });
  });

  it('is cut where it is too long, and says so', () => {
    const content: JsonValue[] = [
      { type: 'text', text: 'x'.repeat(50) },
      { type: 'image', data: 'A'.repeat(500), mimeType: 'image/png' },
    ];
    const output = toolOutput({ ...answer, content, structuredContent: { a: 'y'.repeat(200) } }, [], 20);
    expect(output.truncated).toBe(true);
    expect(output.text).toBe(`${'x'.repeat(20)}… (50 characters)\n[Left out for its length: image, 549 characters.]`);
    expect(output.structuredContent).toBeNull();
  });

  it('withholds named fields in text, in parts and in structured content', () => {
    const output = toolOutput(
      {
        content: [{ type: 'text', text: '{"name":"Meier","iban":"DE89"}' }],
        structuredContent: { rows: [{ name: 'Meier', iban: 'DE89' }] },
        isError: false,
      },
      ['iban'],
      1_000,
    );
    expect(JSON.stringify(output)).not.toContain('DE89');
    expect(JSON.stringify(output)).toContain('Meier');
  });

  it('shows structured content as text where there is no other', () => {
    expect(toolOutput({ ...answer, structuredContent: { a: 1 } }, [], 1_000).text).toBe('{"a":1}');
  });
});
