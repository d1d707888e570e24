import { STORY } from '../../business/story.js';
import { choice, inDays, day, longText, text, type WorkflowPlan } from '../workflow-plan.js';

/** Workflows of property accounting. */
export const ACCOUNTING: readonly WorkflowPlan[] = [
  {
    key: 'invoice-check',
    title: 'Check an incoming invoice against its order',
    task: 'Put invoice and order side by side, compare lines, sums and supplier, and look whether it was booked before.',
    team: 'accounting',
    builder: 'wendt',
    adaptedFrom: null,
    month: 2,
    tools: ['erp.read-invoice', 'erp.search-invoices', 'erp.read-order', 'erp.search-orders', 'erp.read-supplier'],
    model: 'claude-sonnet-5-5',
    instructions: `Check invoice {{inputs.invoiceNumber}}.

Read it in the ERP, then its order. The order number is often typed wrongly ("Best. 45000...", letter O for zero, missing digits): try to find the order meant, and say what you assumed. Check: same supplier; net and tax make gross to the cent; net at most 2 % above the order; the supplier's number not booked before (spaces and dashes do not count); due date present. Give a table of the checks with yes or no, then one sentence: pay, ask, or refuse. Amounts in EUR with two decimals; the ERP gives cents.`,
    form: { fields: { invoiceNumber: text('Number of the invoice', 'As in the ERP, such as ER-50001.') } },
    samples: { invoiceNumber: STORY.matchingInvoice },
    rehearsal: {
      turns: [
        {
          text: 'I read the invoice.',
          toolUse: [{ tool: 'erp.read-invoice', arguments: { number: '{{inputs.invoiceNumber}}' } }],
        },
        {
          text: 'Now its order, and whether the supplier’s number was booked before.',
          toolUse: [
            { tool: 'erp.read-order', arguments: { number: '{{results.1.json./orderNumber}}' } },
            {
              tool: 'erp.search-invoices',
              arguments: {
                supplierNumber: '{{results.1.json./supplierNumber}}',
                supplierInvoiceNumber: '{{results.1.json./supplierInvoiceNumber}}',
              },
            },
          ],
        },
        {
          text: `**Invoice {{results.1.json./number}} against order {{results.2.json./number}}**

| | invoice | order |
|---|---|---|
| supplier | {{results.1.json./supplierNumber}} | {{results.2.json./supplierNumber}} |
| net, cents | {{results.1.json./netCents}} | {{results.2.json./netCents}} |
| for | {{results.1.json./text}} | {{results.2.json./subject}} |
| state | {{results.1.json./status}} | {{results.2.json./status}} |

Gross {{results.1.json./grossCents}} cents = net {{results.1.json./netCents}} + tax {{results.1.json./taxCents}}. Bookings of the supplier’s number {{results.1.json./supplierInvoiceNumber}}: {{results.3.json./total}} (one is right).`,
        },
      ],
    },
    baseline: { timed: [14, 19, 16, 17, 22] },
    use: { perWeek: 9, humanMinutes: 5, spread: 0.45, learning: 0.08, accepted: 0.66, edited: 0.25, failed: 0.03 },
    fate: { kind: 'production', afterDays: 27 },
  },
  {
    key: 'duplicate-invoice',
    title: 'Find invoices that were booked twice',
    task: 'Before each payment run: search for pairs that came by letter and by mail.',
    team: 'accounting',
    builder: 'zielinski',
    adaptedFrom: 'invoice-check',
    month: 3,
    tools: ['erp.read-invoice', 'erp.search-invoices', 'erp.read-supplier'],
    model: 'claude-haiku-5-5',
    instructions: `Look whether supplier {{inputs.supplierNumber}} has an invoice {{inputs.supplierInvoiceNumber}} booked more than once.

Search by the supplier's own number; spaces, dashes and case do not count. Compare date, sums and text of what you find. Say which booking is the first and which ones should be taken back, and whether one of them is paid already. If two bookings differ in their sums they may be a partial payment: then ask instead of judging.`,
    form: {
      fields: {
        supplierNumber: text('Number of the supplier', 'Such as L-1001.'),
        supplierInvoiceNumber: text('The supplier’s own invoice number'),
      },
    },
    samples: { supplierNumber: STORY.supplierNumber, supplierInvoiceNumber: 'MH 2188' },
    rehearsal: {
      turns: [
        {
          text: 'I search the bookings of this number.',
          toolUse: [
            {
              tool: 'erp.search-invoices',
              arguments: {
                supplierNumber: '{{inputs.supplierNumber}}',
                supplierInvoiceNumber: '{{inputs.supplierInvoiceNumber}}',
              },
            },
            { tool: 'erp.read-supplier', arguments: { number: '{{inputs.supplierNumber}}' } },
          ],
        },
        {
          text: `**{{results.1.json./total}} booking(s) of {{inputs.supplierInvoiceNumber}} by {{results.2.json./name}}**

One booking is right; each further one should be taken back before it is paid. The first is {{results.1.json./items/0/number}} of {{results.1.json./items/0/invoiceDate}}, gross {{results.1.json./items/0/grossCents}} cents, {{results.1.json./items/0/status}}.

All of them, as the ERP gives them:

{{results.1.text}}`,
        },
      ],
    },
    baseline: { timed: [12, 11, 15] },
    use: { perWeek: 6, humanMinutes: 3, spread: 0.4, learning: 0.06, accepted: 0.76, edited: 0.17, failed: 0.02 },
    fate: { kind: 'production', afterDays: 22 },
  },
  {
    key: 'invoice-approve',
    title: 'Approve an invoice that fits its order',
    task: 'Click through four masks to release an invoice that everybody knows is right.',
    team: 'accounting',
    builder: 'wendt',
    adaptedFrom: 'invoice-check',
    month: 4,
    tools: ['erp.read-invoice', 'erp.search-invoices', 'erp.read-order', 'erp.approve-invoice'],
    model: 'claude-haiku-5-5',
    instructions: `Check invoice {{inputs.invoiceNumber}} against its order as our invoice rules say, and approve it in the name of {{inputs.approvedBy}} only if every check holds: same supplier, sums to the cent, at most 2 % above the order, not booked before, below 10,000 EUR net.

If one check fails, do not approve: say which and what to ask the supplier. If the ERP refuses, repeat its code and sentence.`,
    form: {
      fields: {
        invoiceNumber: text('Number of the invoice'),
        approvedBy: text('Who approves', 'Your name, as it should stand in the books.'),
      },
    },
    samples: { invoiceNumber: STORY.matchingInvoice, approvedBy: 'Sabine Wendt' },
    rehearsal: {
      turns: [
        {
          text: 'I read the invoice.',
          toolUse: [{ tool: 'erp.read-invoice', arguments: { number: '{{inputs.invoiceNumber}}' } }],
        },
        {
          text: 'I read the order that it names.',
          toolUse: [{ tool: 'erp.read-order', arguments: { number: '{{results.1.json./orderNumber}}' } }],
        },
        {
          text: 'Net {{results.1.json./netCents}} cents against {{results.2.json./netCents}} ordered. I ask the ERP to approve it; it checks again.',
          toolUse: [
            {
              tool: 'erp.approve-invoice',
              arguments: {
                number: '{{inputs.invoiceNumber}}',
                approvedBy: '{{inputs.approvedBy}}',
                comment: 'Fits order {{results.2.json./number}}',
              },
            },
          ],
        },
        {
          text: `**Invoice {{inputs.invoiceNumber}} for {{results.1.json./text}}**

Gross {{results.1.json./grossCents}} cents, order {{results.2.json./number}}. The ERP answered:

{{results.3.text}}`,
        },
      ],
    },
    baseline: { timed: [9, 8, 11, 10] },
    use: { perWeek: 7, humanMinutes: 2, spread: 0.35, learning: 0.05, accepted: 0.82, edited: 0.08, failed: 0.05 },
    fate: { kind: 'production', afterDays: 34 },
  },
  {
    key: 'dunning-check',
    title: 'Check open items before a reminder goes out',
    task: 'Call up each open item and find out whether the tenant has long paid, or has a reason.',
    team: 'accounting',
    builder: 'zielinski',
    adaptedFrom: 'duplicate-invoice',
    month: 6,
    tools: ['erp.search-invoices', 'erp.read-supplier', 'crm.execute_sql', 'crm.search_objects'],
    model: 'claude-haiku-5-5',
    instructions: `Before a reminder goes to customer {{inputs.customerId}}: read the customer in the CRM, under all spellings, and the last contacts (table contacts). Say whether something speaks against a reminder: an open defect of more than four weeks, a promise by a colleague, a double entry, a wrong address. Answer with "send", "wait until" a date, or "ask", and the reason in one sentence.`,
    form: { fields: { customerId: text('Number of the customer', 'Such as K-10001.') } },
    samples: { customerId: STORY.tenantId },
    baseline: { timed: [11, 13, 10] },
    use: { perWeek: 4.5, humanMinutes: 3.5, spread: 0.45, learning: 0.07, accepted: 0.7, edited: 0.2, failed: 0.03 },
    fate: { kind: 'production', afterDays: 29 },
  },
  {
    key: 'operating-costs',
    title: 'Explain an operating cost statement',
    task: 'Take the statement apart for a tenant who asks why heating costs so much more this year.',
    team: 'accounting',
    builder: 'wendt',
    adaptedFrom: 'lease-question',
    month: 8,
    tools: ['documents.read_text_file', 'documents.search_files', 'crm.execute_sql', 'crm.search_objects'],
    model: 'claude-sonnet-5-5',
    instructions: `A tenant of lease {{inputs.leaseId}} asks about the operating costs: "{{inputs.question}}"

Read the readings {{inputs.file}} (semicolons, decimal commas, perhaps an old encoding) and the lease in the CRM. Explain in German, in at most twelve lines and without jargon, what the flat used, what changed, and what part is shared. Name readings that are missing or implausible openly. Promise no correction; say who decides.`,
    form: {
      fields: {
        leaseId: text('Number of the lease'),
        question: longText('What the tenant asks'),
        file: text('File of the readings'),
      },
    },
    samples: {
      leaseId: STORY.leaseId,
      question: 'Warum habe ich so viel mehr Heizung bezahlt als im letzten Jahr?',
      file: STORY.meterFile,
    },
    baseline: { timed: [28, 34, 31] },
    use: { perWeek: 3, humanMinutes: 9, spread: 0.45, learning: 0.09, accepted: 0.5, edited: 0.4, failed: 0.03 },
    fate: { kind: 'production', afterDays: 33 },
  },
  {
    key: 'credit-note',
    title: 'Issue a credit note for a wrong delivery',
    task: 'Work out what was missing, fill in the credit note, copy the reference into three places.',
    team: 'accounting',
    builder: 'zielinski',
    adaptedFrom: 'invoice-approve',
    month: 8,
    tools: ['erp.read-invoice', 'erp.read-order', 'erp.issue-credit-note'],
    model: 'claude-haiku-5-5',
    instructions: `Issue a credit note of {{inputs.amountCents}} cents gross against invoice {{inputs.invoiceNumber}}, because: {{inputs.reason}}. Our reference is {{inputs.reference}}.

Read the invoice and its credit notes first. Do nothing if the amount is more than what is left, or if the reference was used before; say what you found instead. Afterwards give the number of the credit note and what is left of the invoice.`,
    form: {
      fields: {
        invoiceNumber: text('Number of the invoice'),
        amountCents: { type: 'integer', title: 'Amount in cents, gross', minimum: 1, maximum: 100_000_000 },
        reason: text('Why'),
        reference: text('Our reference', 'Used once, so that no note is issued twice.'),
      },
    },
    samples: {
      invoiceNumber: STORY.creditableInvoice,
      amountCents: 59_262,
      reason: '20 smoke alarms were missing',
      reference: 'BV-101-alarms-20',
    },
    rehearsal: {
      turns: [
        {
          text: 'I read the invoice and what was credited before.',
          toolUse: [{ tool: 'erp.read-invoice', arguments: { number: '{{inputs.invoiceNumber}}' } }],
        },
        {
          text: 'Gross {{results.1.json./grossCents}} cents, state {{results.1.json./status}}. I issue the credit note.',
          toolUse: [
            {
              tool: 'erp.issue-credit-note',
              arguments: {
                invoiceNumber: '{{inputs.invoiceNumber}}',
                amountCents: '{{inputs.amountCents}}',
                reason: '{{inputs.reason}}',
                reference: '{{inputs.reference}}',
              },
            },
          ],
        },
        {
          text: `**Credit note against {{inputs.invoiceNumber}}, {{inputs.amountCents}} cents: {{inputs.reason}}**

The ERP answered:

{{results.2.text}}`,
        },
      ],
    },
    baseline: { stated: 18 },
    use: { perWeek: 2, humanMinutes: 4, spread: 0.4, learning: 0.06, accepted: 0.78, edited: 0.12, failed: 0.05 },
    fate: { kind: 'production', afterDays: 36 },
  },
  {
    key: 'kind-reminder',
    title: 'Write a kind reminder for a first late payment',
    task: 'Find words for somebody who has paid on time for nine years.',
    team: 'accounting',
    builder: 'zielinski',
    adaptedFrom: 'dunning-check',
    month: 11,
    tools: ['crm.execute_sql', 'crm.search_objects', 'erp.search-invoices'],
    model: 'claude-haiku-5-5',
    instructions: `Write a first reminder to customer {{inputs.customerId}} over {{inputs.amount}} EUR, due on {{inputs.dueOn}}, in a {{inputs.tone}} tone.

Read the customer in the CRM first, under all spellings, and how long they have been with us. If something speaks against a reminder (an open defect, a promise), say so instead. German, eight lines at most, no threat, one sentence on whom to call when money is short.`,
    form: {
      fields: {
        customerId: text('Number of the customer'),
        amount: { type: 'number', title: 'Amount in EUR', minimum: 0.01, maximum: 1_000_000 },
        dueOn: day('Was due on'),
        tone: choice('Tone', 'very kind', 'plain'),
      },
    },
    samples: { customerId: STORY.tenantId, amount: 642.6, dueOn: inDays(-12), tone: 'very kind' },
    baseline: { stated: 12 },
    use: { perWeek: 4, humanMinutes: 3, spread: 0.4, learning: 0.06, accepted: 0.72, edited: 0.22, failed: 0.02 },
    fate: { kind: 'pilot' },
  },
];
