import type { IncomingMessage, ServerResponse } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer, type CallToolResult } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { ErpError } from './erp.errors.js';
import { issueCreditNote, previewCreditNote } from './erp-invoices.js';
import type { ErpStore } from './erp-store.js';

const CREDIT_NOTE = z.object({
  invoiceNumber: z.string().min(1).max(200).describe('The invoice to credit.'),
  amountCents: z.int().min(1).max(1_000_000_000).describe('Gross amount in cents.'),
  reason: z.string().min(1).max(500).describe('Why.'),
  reference: z.string().min(1).max(80).describe('Your own reference; it can be used once.'),
});

export type BookingsHandler = (request: IncomingMessage, response: ServerResponse, body: unknown) => Promise<void>;

/** The ERP's own MCP server: credit notes, and what they would change before they are issued. */
export function bookingsHandler(store: ErpStore, onFault?: (error: unknown) => void): BookingsHandler {
  const make = (): McpServer => {
    const server = new McpServer({ name: 'nordhafen-bookings', version: '1.0.0' });
    server.registerTool(
      'preview-credit-note',
      {
        title: 'Show what a credit note would change',
        description: 'Shows the invoice before and after a credit note. Changes nothing.',
        inputSchema: CREDIT_NOTE,
        annotations: { readOnlyHint: true },
      },
      (note) => answer(onFault, () => previewCreditNote(store, note)),
    );
    server.registerTool(
      'issue-credit-note',
      {
        title: 'Issue a credit note',
        description:
          'Issues a credit note against an approved or paid invoice, up to what is left of its gross amount.',
        inputSchema: CREDIT_NOTE,
        annotations: { readOnlyHint: false, destructiveHint: false },
        _meta: { 'groundswell/preview': 'preview-credit-note' },
      },
      (note) => answer(onFault, () => issueCreditNote(store, note)),
    );
    return server;
  };
  return toNodeHandler(createMcpHandler(make));
}

async function answer(
  onFault: ((error: unknown) => void) | undefined,
  work: () => Promise<object>,
): Promise<CallToolResult> {
  try {
    const result = await work();
    return {
      content: [{ type: 'text', text: JSON.stringify(result) }],
      structuredContent: { ...result },
    };
  } catch (error) {
    const refused = error instanceof ErpError;
    if (!refused) onFault?.(error);
    const text = refused ? `${error.code} ${error.message}` : 'ERP-5000 The ERP has a fault of its own.';
    return { content: [{ type: 'text', text }], isError: true };
  }
}
