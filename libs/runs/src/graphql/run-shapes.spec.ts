import { describe, expect, it } from '@jest/globals';
import { callPreviewOf } from './run-shapes.js';

describe('what a preview found', () => {
  it('is before and after where the tool says so in structure, and its words otherwise', () => {
    const content = [{ type: 'text', text: 'The phone is 0430 now.' }];
    const structuredContent = { before: { phone: '0430' }, after: { phone: '0431' } };
    expect(callPreviewOf({ content, structuredContent })).toEqual({ ...structuredContent, text: null });
    expect(callPreviewOf({ content })).toEqual({ before: null, after: null, text: 'The phone is 0430 now.' });
    expect(callPreviewOf({ content: [{ type: 'image', data: '' }] })).toBeNull();
    expect(callPreviewOf(null)).toBeNull();
  });
});
