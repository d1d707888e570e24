import { describe, expect, it } from '@jest/globals';
import { readToolDefinition } from './tool-definition.js';
import { suggestLabels } from './tool-labels.js';

function suggested(name: string, annotations: object = {}, properties: object = {}) {
  return suggestLabels(readToolDefinition({ name, annotations, inputSchema: { type: 'object', properties } }, ''));
}

describe('suggested labels', () => {
  it.each([
    ['read_text_file', { readOnlyHint: true, openWorldHint: false }, 'read'],
    ['list-orders', {}, 'read'],
    ['lst-orders', {}, 'read'],
    ['getInvoice', {}, 'read'],
    ['order_get', {}, 'read'],
    ['order', {}, 'write'],
    ['crt-order', {}, 'write'],
    ['update_invoice', {}, 'write'],
    ['write_file', { readOnlyHint: false, destructiveHint: true }, 'destructive'],
    ['create_directory', { readOnlyHint: false, destructiveHint: false }, 'write'],
    ['del-order', {}, 'destructive'],
    ['frobnicate', {}, 'write'],
  ] as const)('takes %s with %j for %s', (name, annotations, risk) => {
    expect(suggested(name, annotations).risk).toBe(risk);
  });

  it('does not believe a server that calls a deletion a read', () => {
    expect(suggested('delete_customer', { readOnlyHint: true }).risk).toBe('destructive');
  });

  it('takes a tool that is handed a program for a write', () => {
    expect(suggested('query', {}, { sql: { type: 'string' } }).risk).toBe('write');
    expect(suggested('query', { readOnlyHint: true }, { sql: { type: 'string' } }).risk).toBe('read');
  });

  it('expects text by strangers from files, mails and pages', () => {
    expect(suggested('read_file', { openWorldHint: false }).returnsUntrusted).toBe(true);
    expect(suggested('list_orders').returnsUntrusted).toBe(false);
  });

  it('sees who could be addressed outside', () => {
    expect(suggested('send_mail', {}, { to: {} }).reachesOutside).toBe(true);
    expect(suggested('fetch', {}, { url: {} }).reachesOutside).toBe(true);
    expect(suggested('list_orders').reachesOutside).toBe(false);
    expect(suggested('list_orders', { openWorldHint: true }).reachesOutside).toBe(true);
  });
});
