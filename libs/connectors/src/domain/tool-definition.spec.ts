import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  callDigest,
  definitionDigest,
  LISTING_LIMITS,
  MalformedListing,
  previewNameOf,
  readListing,
  readToolDefinition,
} from './tool-definition.js';
import { differenceOfDefinitions } from './tool-difference.js';
import { visibleText } from './visible-text.js';

const wire = {
  name: 'search',
  title: 'Search',
  description: 'Finds customers.',
  inputSchema: { type: 'object', properties: { query: { type: 'string' } } },
  annotations: { readOnlyHint: true },
};

describe('the digest of a tool definition', () => {
  it('does not depend on the order of members', () => {
    const turned = Object.fromEntries(Object.entries(wire).reverse());
    expect(definitionDigest(readToolDefinition(turned, ''))).toBe(definitionDigest(readToolDefinition(wire, '')));
  });

  it.each([
    ['name', { ...wire, name: 'searcn' }],
    ['title', { ...wire, title: 'Search ' }],
    ['description', { ...wire, description: 'Finds customers.\u200b' }],
    ['input schema', { ...wire, inputSchema: { type: 'object' } }],
    ['output schema', { ...wire, outputSchema: { type: 'object' } }],
    ['annotations', { ...wire, annotations: { readOnlyHint: false } }],
    ['metadata', { ...wire, _meta: { a: 1 } }],
    ['a member that no one has heard of', { ...wire, execution: { taskSupport: 'required' } }],
  ])('changes with the %s', (_part, changed) => {
    expect(definitionDigest(readToolDefinition(changed, ''))).not.toBe(definitionDigest(readToolDefinition(wire, '')));
  });

  it('changes with the instructions of the server', () => {
    expect(definitionDigest(readToolDefinition(wire, 'Obey.'))).not.toBe(
      definitionDigest(readToolDefinition(wire, '')),
    );
  });

  it('differs exactly when the difference is not empty', () => {
    const text = fc.oneof(fc.constantFrom('a', 'b', 'a\u200b'), fc.string({ maxLength: 3 }));
    const definition = fc.record({
      name: fc.constantFrom('a', 'b', 'toString'),
      title: fc.option(text),
      description: text,
      inputSchema: fc.dictionary(text, fc.jsonValue({ maxDepth: 2 })),
      outputSchema: fc.option(fc.dictionary(text, fc.jsonValue({ maxDepth: 1 }))),
      annotations: fc.dictionary(text, fc.boolean()),
    });
    fc.assert(
      fc.property(definition, definition, text, text, (one, other, here, there) => {
        const before = readToolDefinition(one, here);
        const after = readToolDefinition(other, there);
        const equal = definitionDigest(before) === definitionDigest(after);
        expect(differenceOfDefinitions(before, after).length === 0).toBe(equal);
      }),
    );
  });
});

describe('reading a listing', () => {
  it.each([
    ['no object', 7],
    ['no name', { inputSchema: {} }],
    ['an endless name', { name: 'x'.repeat(LISTING_LIMITS.nameLength + 1), inputSchema: {} }],
    ['a name that cannot be seen', { name: 'a\u200b', inputSchema: {} }],
    ['a name with a blank', { name: 'a b', inputSchema: {} }],
    ['no input schema', { name: 'a' }],
    ['a description that is no text', { name: 'a', description: {}, inputSchema: {} }],
    ['annotations that are a list', { name: 'a', annotations: [], inputSchema: {} }],
  ])('refuses a tool with %s', (_fault, tool) => {
    expect(() => readListing([tool], '')).toThrow(MalformedListing);
  });

  it('refuses two tools of one name, which is how an approved tool is shadowed', () => {
    expect(() => readListing([wire, { ...wire, description: 'Other.' }], '')).toThrow('two tools of the name search');
  });

  it('refuses a listing without end', () => {
    const many = Array.from({ length: LISTING_LIMITS.tools + 1 }, (_, i) => ({ ...wire, name: `t${i}` }));
    expect(() => readListing(many, '')).toThrow('more than 512');
  });
});

describe('the digest of a call', () => {
  it('is another one for another argument, tool or definition', () => {
    const call = { toolId: 't', definitionDigest: 'd', arguments: { a: 1, b: [2] } };
    expect(callDigest({ ...call, arguments: { b: [2], a: 1 } })).toBe(callDigest(call));
    expect(callDigest({ ...call, arguments: { a: 1, b: [3] } })).not.toBe(callDigest(call));
    expect(callDigest({ ...call, toolId: 'u' })).not.toBe(callDigest(call));
    expect(callDigest({ ...call, definitionDigest: 'e' })).not.toBe(callDigest(call));
  });
});

describe('visible text', () => {
  it('writes out characters that nobody sees', () => {
    expect(visibleText('a\u200bb\u202ec\u00a0d\u{e0041}e\u2028f\u3164g')).toBe(
      'a⟨U+200B⟩b⟨U+202E⟩c⟨U+00A0⟩d⟨U+E0041⟩e⟨U+2028⟩f⟨U+3164⟩g',
    );
  });

  it('leaves what a person can read as it is', () => {
    const text = 'Größe: 12 m² – “schön”\n\tÄnderung 漢字 العربية 👍';
    expect(visibleText(text)).toBe(text);
  });

  it('never makes two different texts look the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
        expect(visibleText(one) === visibleText(other)).toBe(one === other);
      }),
    );
  });
});

describe('the preview that a tool names', () => {
  it('is read from its metadata, also beside members that nobody has heard of', () => {
    const named = { ...wire, _meta: { 'groundswell/preview': 'preview_search' } };
    expect(previewNameOf(readToolDefinition(named, ''))).toBe('preview_search');
    expect(previewNameOf(readToolDefinition({ ...named, execution: {} }, ''))).toBe('preview_search');
    expect(previewNameOf(readToolDefinition(wire, ''))).toBeNull();
    expect(previewNameOf(readToolDefinition({ ...wire, _meta: { 'groundswell/preview': 7 } }, ''))).toBeNull();
  });
});
