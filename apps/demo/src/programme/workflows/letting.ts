import { STORY } from '../../business/story.js';
import { choice, day, inDays, longText, text, type WorkflowPlan } from '../workflow-plan.js';

const CRM = ['crm.execute_sql', 'crm.search_objects'] as const;

/** Workflows of letting and sales. */
export const LETTING: readonly WorkflowPlan[] = [
  {
    key: 'viewing-prep',
    title: 'Prepare the viewing of a flat',
    task: 'Collect flat, house, rent and open defects on one sheet before every viewing.',
    team: 'letting',
    builder: 'hansen',
    adaptedFrom: null,
    month: 2,
    tools: CRM,
    model: 'claude-haiku-5-5',
    instructions: `Prepare the viewing of flat {{inputs.unitId}} on {{inputs.viewingOn}}.

From the CRM: house, floor, rooms, area, cold rent, year of building, caretaker, open defects of the flat and of the stairway. Numbers may stand there as text with comma and unit; write them plainly. Name what is missing. Add three honest answers to questions that prospects will ask.`,
    form: { fields: { unitId: text('Flat', 'Such as H-003-2-04.'), viewingOn: day('Viewing on') } },
    samples: { unitId: STORY.tenantUnit, viewingOn: inDays(5) },
    baseline: { timed: [19, 23, 17] },
    use: { perWeek: 6, humanMinutes: 5, spread: 0.4, learning: 0.08, accepted: 0.68, edited: 0.24, failed: 0.02 },
    fate: { kind: 'production', afterDays: 26 },
  },
  {
    key: 'lease-question-en',
    title: 'Answer a tenant in English from the lease',
    task: 'The same questions as always, for tenants who do not read German.',
    team: 'letting',
    builder: 'bellini',
    adaptedFrom: 'lease-question',
    month: 3,
    tools: ['documents.read_text_file', 'documents.search_files', ...CRM],
    model: 'claude-sonnet-5-5',
    instructions: `A tenant asks: "{{inputs.question}}"

Read lease {{inputs.leaseId}} in the CRM and its text in {{inputs.leaseFile}}. Answer in simple English, ten lines at most, with the deciding paragraph in German and a translation beside it. Say that the German lease decides. Promise no money.`,
    form: null,
    samples: {
      question: 'May I sublet one room for three months?',
      leaseId: STORY.leaseId,
      leaseFile: STORY.leaseFile,
    },
    rehearsal: null,
    baseline: { timed: [22, 27, 25] },
    use: { perWeek: 4, humanMinutes: 6, spread: 0.4, learning: 0.07, accepted: 0.62, edited: 0.3, failed: 0.02 },
    fate: { kind: 'production', afterDays: 24 },
  },
  {
    key: 'handover',
    title: 'Prepare the handover record of a flat',
    task: 'Fill in the form for the handover: meters, keys, rooms, what the lease says about painting.',
    team: 'letting',
    builder: 'clausen',
    adaptedFrom: 'viewing-prep',
    month: 5,
    tools: [...CRM, 'documents.read_text_file', 'documents.search_files'],
    model: 'claude-haiku-5-5',
    instructions: `Prepare the handover record of flat {{inputs.unitId}} on {{inputs.handoverOn}}.

From the CRM: flat, rooms, tenant, known defects. From the lease {{inputs.leaseFile}}: what it says about painting, small repairs and keys. Make the record as a list with a box for each room and each meter. Leave gaps where nothing is known.`,
    form: { fields: { unitId: text('Flat'), handoverOn: day('Handover on'), leaseFile: text('File of the lease') } },
    samples: { unitId: STORY.tenantUnit, handoverOn: inDays(9), leaseFile: STORY.leaseFile },
    baseline: { timed: [26, 31, 24] },
    use: { perWeek: 3.5, humanMinutes: 8, spread: 0.4, learning: 0.08, accepted: 0.6, edited: 0.3, failed: 0.03 },
    fate: { kind: 'production', afterDays: 30 },
  },
  {
    key: 'listing',
    title: 'Write the listing of a vacant flat',
    task: 'Write the advertisement of a flat so that it is true and somebody still wants it.',
    team: 'letting',
    builder: 'hansen',
    adaptedFrom: 'viewing-prep',
    month: 8,
    tools: CRM,
    model: 'claude-haiku-5-5',
    instructions: `Write the listing of flat {{inputs.unitId}} for the {{inputs.portal}} portal: headline, ten lines, a table of facts from the CRM. No superlatives, no claim that the CRM does not hold.`,
    form: { fields: { unitId: text('Flat'), portal: choice('Portal', 'public', 'students') } },
    samples: { unitId: STORY.tenantUnit, portal: 'public' },
    baseline: { stated: 25 },
    use: { perWeek: 3, humanMinutes: 9, spread: 0.4, learning: 0.05, accepted: 0.6, edited: 0.3, failed: 0.02 },
    fate: {
      kind: 'retired',
      afterDays: 25,
      month: 11,
      reason: 'The portal writes listings from our data by itself since October.',
    },
  },
  {
    key: 'viewing-followup',
    title: 'Answer prospects after the viewing',
    task: 'Write to nine people who will not get the flat and one who will.',
    team: 'letting',
    builder: 'bellini',
    adaptedFrom: 'lease-question-en',
    month: 9,
    tools: ['documents.read_text_file', ...CRM],
    model: 'claude-haiku-5-5',
    instructions: `Write to the prospects of flat {{inputs.unitId}} after the viewing: {{inputs.decision}}.

Find each prospect below in the CRM, under all spellings; where two entries fit, say so. One mail for each, German or English as the CRM notes, five lines, warm, no reason beyond "another applicant" for a refusal.

Prospects:
{{inputs.prospects}}`,
    form: {
      fields: {
        unitId: text('Flat'),
        decision: choice('What they are told', 'all refused but the first', 'second viewing for all'),
        prospects: longText('Prospects, one a line'),
      },
    },
    samples: {
      unitId: STORY.tenantUnit,
      decision: 'all refused but the first',
      prospects: 'Bäckerei Jürgensen\nHannelore Petersen',
    },
    baseline: { timed: [30, 26, 35] },
    use: { perWeek: 3, humanMinutes: 7, spread: 0.45, learning: 0.08, accepted: 0.6, edited: 0.32, failed: 0.02 },
    fate: { kind: 'production', afterDays: 29 },
  },
  {
    key: 'notice-english',
    title: 'Confirm a notice in English',
    task: 'Explain the notice period to tenants who move abroad.',
    team: 'letting',
    builder: 'clausen',
    adaptedFrom: 'notice-confirm',
    month: 12,
    tools: ['documents.read_text_file', ...CRM],
    model: 'claude-sonnet-5-5',
    instructions: `Tenant notice received on {{inputs.receivedOn}} for lease {{inputs.leaseId}}.

Read the notice clause in {{inputs.leaseFile}} and the row of the lease in the CRM. Work out the last day step by step. Write the confirmation in simple English with the German terms in brackets: last day, handover, meter readings, return of the deposit. Show the calculation below.`,
    form: null,
    samples: null,
    baseline: { stated: 28 },
    use: { perWeek: 7, humanMinutes: 7, spread: 0.4, learning: 0.06, accepted: 0.6, edited: 0.32, failed: 0.02 },
    fate: { kind: 'pilot' },
  },
  {
    key: 'viewing-dates',
    title: 'Offer new viewing dates',
    task: 'Write to everybody whose viewing fell through and find a date that suits.',
    team: 'letting',
    builder: 'hansen',
    adaptedFrom: 'viewing-followup',
    month: 12,
    tools: CRM,
    model: 'claude-haiku-5-5',
    instructions: `The viewing of flat {{inputs.unitId}} is off. Offer the prospects below {{inputs.firstDate}} or {{inputs.secondDate}}, each at 17:00 or 17:30.

Find each prospect in the CRM, under all spellings. One short mail for each, with an excuse in half a sentence and without inventing a reason.

Prospects:
{{inputs.prospects}}`,
    form: {
      fields: {
        unitId: text('Flat'),
        firstDate: day('First date'),
        secondDate: day('Second date'),
        prospects: longText('Prospects, one a line'),
      },
    },
    samples: { unitId: STORY.tenantUnit, firstDate: inDays(4), secondDate: inDays(6), prospects: 'Bäckerei Jürgensen' },
    baseline: { stated: 20 },
    use: { perWeek: 8, humanMinutes: 5, spread: 0.4, learning: 0.06, accepted: 0.66, edited: 0.26, failed: 0.02 },
    fate: { kind: 'pilot' },
  },
];
