import { STORY } from '../../business/story.js';
import { choice, day, inDays, longText, sqlText, text, type WorkflowPlan } from '../workflow-plan.js';

const TRADE_OF_WORDS = `CASE
    WHEN d.description ~* 'heiz|therme|thermostat' THEN 'heating'
    WHEN d.description ~* 'wasser|abfluss|spül|rohr' THEN 'sanitary'
    WHEN d.description ~* 'sicherung|licht|klingel|steckdose' THEN 'electrical'
    WHEN d.description ~* 'dach|ziegel' THEN 'roofing'
    WHEN d.description ~* 'aufzug' THEN 'lift'
    WHEN d.description ~* 'tür|schlüssel|schloss' THEN 'locks'
    WHEN d.description ~* 'fenster|scheibe|rollladen' THEN 'windows'
    ELSE 'a person must decide' END`;
const URGENCY_OF_WORDS = `CASE
    WHEN d.description ~* 'kalt|friere|kein warmes|gas|rollstuhl|nicht mehr ins schloss|gefährlich' THEN 'high, the same day'
    WHEN d.description ~* 'farbe|riss|beschlägt' THEN 'low, within four weeks'
    ELSE 'normal, within five working days' END`;

/** Workflows of technical maintenance. */
export const TECHNICAL: readonly WorkflowPlan[] = [
  {
    key: 'defect-triage',
    title: 'Sort a defect report and name the trade',
    task: 'Every morning forty reports: read each one, guess the trade, look up the flat and the tenant, decide how urgent it is.',
    team: 'technical',
    builder: 'brodersen',
    adaptedFrom: null,
    month: 1,
    tools: ['crm.execute_sql', 'crm.search_objects'],
    model: 'claude-haiku-5-5',
    instructions: `Read defect report {{inputs.defectId}} in the CRM (table defects), with the tenant and the flat it belongs to.

Say in this order: the trade that should come (heating, sanitary, electrical, roofing, painting, windows, lift, locks), how urgent it is, and why. High is: no heating between October and April, no water, smell of gas, a person stuck or unable to leave; always high for people over 75 or with small children. Normal is five working days, low four weeks.

Check whether the same flat reported the same thing before; reports are often entered twice. If tenant or flat are missing in the row, say so and do not guess. Answer in English, quote the report in its own words.`,
    form: { fields: { defectId: text('Number of the report', 'As in the CRM, such as M-00002.') } },
    samples: { defectId: STORY.defectId },
    rehearsal: {
      turns: [
        {
          text: 'I read the report with its tenant and flat.',
          toolUse: [
            {
              tool: 'crm.execute_sql',
              arguments: {
                sql: `SELECT d.id, d.description, coalesce(d.reported_on, 'no date') AS reported_on, coalesce(d.unit_id, 'not given') AS unit,
  coalesce(c.name, 'not given') AS tenant, coalesce(c.phone, 'no number') AS phone,
  ${TRADE_OF_WORDS} AS trade,
  ${URGENCY_OF_WORDS} AS urgency
FROM defects d LEFT JOIN customers c ON c.id = d.customer_id WHERE d.id = ${sqlText('{{inputs.defectId}}')}`,
              },
            },
          ],
        },
        {
          text: 'Now I look whether the flat reported it before.',
          toolUse: [
            {
              tool: 'crm.execute_sql',
              arguments: {
                sql: `SELECT count(*) AS earlier, coalesce(string_agg(id || ' (' || status || ')', ', ' ORDER BY id), 'none') AS reports
FROM defects WHERE unit_id = ${sqlText('{{results.1.json./data/rows/0/unit}}')} AND id <> ${sqlText('{{inputs.defectId}}')}`,
              },
            },
          ],
        },
        {
          text: `**{{results.1.json./data/rows/0/id}}: {{results.1.json./data/rows/0/trade}}, urgency {{results.1.json./data/rows/0/urgency}}**

- Report: “{{results.1.json./data/rows/0/description}}”
- Flat {{results.1.json./data/rows/0/unit}}, {{results.1.json./data/rows/0/tenant}}, {{results.1.json./data/rows/0/phone}}
- Reported on {{results.1.json./data/rows/0/reported_on}}
- Other reports of this flat: {{results.2.json./data/rows/0/reports}}`,
        },
      ],
    },
    baseline: { timed: [9, 12, 11, 10, 14] },
    use: { perWeek: 9, humanMinutes: 3, spread: 0.4, learning: 0.06, accepted: 0.72, edited: 0.2, failed: 0.02 },
    fate: { kind: 'production', afterDays: 24 },
  },
  {
    key: 'repair-order',
    title: 'Draft the order text for a repair',
    task: 'Write the same order to a trade again and again: address, caretaker, what is broken, who opens the door.',
    team: 'technical',
    builder: 'feddersen',
    adaptedFrom: 'defect-triage',
    month: 4,
    tools: ['crm.execute_sql', 'crm.search_objects', 'erp.search-suppliers', 'erp.read-supplier'],
    model: 'claude-haiku-5-5',
    instructions: `Write the order for the repair of defect {{inputs.defectId}} to supplier {{inputs.supplierNumber}}.

Take flat, house, caretaker and tenant from the CRM and the supplier's name from the ERP. State what is broken in one sentence, where, who opens the door and when, and that extra work above 250 EUR needs our consent. German, formal, at most fifteen lines. If a field is missing, leave a gap in square brackets instead of inventing it.`,
    form: {
      fields: {
        defectId: text('Number of the report'),
        supplierNumber: text('Number of the trade in the ERP', 'Such as L-1001.'),
      },
    },
    samples: { defectId: STORY.defectId, supplierNumber: STORY.supplierNumber },
    baseline: { timed: [16, 18, 14, 21] },
    use: { perWeek: 6, humanMinutes: 5, spread: 0.45, learning: 0.08, accepted: 0.6, edited: 0.32, failed: 0.02 },
    fate: { kind: 'production', afterDays: 30 },
  },
  {
    key: 'heating-emergency',
    title: 'Sort heating failures by urgency',
    task: 'In frost weeks: find out of sixty reports who sits in the cold with a baby or is over eighty.',
    team: 'technical',
    builder: 'petrovic',
    adaptedFrom: 'defect-triage',
    month: 5,
    tools: ['crm.execute_sql', 'crm.search_objects'],
    model: 'claude-haiku-5-5',
    instructions: null,
    form: null,
    samples: null,
    rehearsal: null,
    baseline: { timed: [8, 11, 9] },
    use: { perWeek: 5, humanMinutes: 3, spread: 0.4, learning: 0.05, accepted: 0.75, edited: 0.19, failed: 0.02 },
    fate: { kind: 'production', afterDays: 20 },
  },
  {
    key: 'trade-reminder',
    title: 'Remind a trade about an overdue repair',
    task: 'Find the repairs that nobody came for, and write the third friendly mail about each.',
    team: 'technical',
    builder: 'feddersen',
    adaptedFrom: 'repair-order',
    month: 7,
    tools: ['crm.execute_sql', 'crm.search_objects', 'erp.read-supplier', 'erp.send-message'],
    model: 'claude-haiku-5-5',
    instructions: `Remind supplier {{inputs.supplierNumber}} of the repair of defect {{inputs.defectId}}.

Read the report in the CRM: when it came in and how it is marked. Write a German mail of at most eight lines: what is broken, since when, and that we expect a date by {{inputs.answerBy}}. Never mention the tenant's name or telephone number in the mail: say "unsere Mieterin" or "unser Mieter". Then send it with the ERP's message tool.`,
    form: {
      fields: {
        defectId: text('Number of the report'),
        supplierNumber: text('Number of the trade in the ERP'),
        answerBy: day('Answer by'),
      },
    },
    samples: { defectId: STORY.defectId, supplierNumber: STORY.supplierNumber, answerBy: inDays(10) },
    baseline: { stated: 15 },
    use: { perWeek: 3, humanMinutes: 4, spread: 0.5, learning: 0.07, accepted: 0.62, edited: 0.28, failed: 0.04 },
    fate: { kind: 'production', afterDays: 35 },
  },
  {
    key: 'meter-readings',
    title: 'Check meter readings for outliers',
    task: 'Go through the lists of the reading service and find the meters that ran backwards or were never read.',
    team: 'technical',
    builder: 'petrovic',
    adaptedFrom: 'price-list',
    month: 9,
    tools: ['documents.read_text_file', 'documents.list_directory'],
    model: 'claude-haiku-5-5',
    instructions: `Read the list of meter readings {{inputs.file}}. Columns are separated by semicolons, numbers have a decimal comma, and the file may be in an old encoding: letters that look broken are umlauts.

List every meter whose new reading is missing, lies below the old one, or is more than three times the middle use of the house. Give flat, meter, both readings and the reason. End with the number of meters that are fine. Change nothing.`,
    form: { fields: { file: text('File of the readings', 'Below operating-costs/.') } },
    samples: { file: STORY.meterFile },
    baseline: { timed: [35, 42, 38] },
    use: { perWeek: 2.5, humanMinutes: 8, spread: 0.4, learning: 0.08, accepted: 0.66, edited: 0.26, failed: 0.03 },
    fate: { kind: 'production', afterDays: 32 },
  },
  {
    key: 'handover-defects',
    title: 'List the defects of a handover record',
    task: 'Type the defects out of the handover record into the CRM list, one by one.',
    team: 'technical',
    builder: 'brodersen',
    adaptedFrom: 'handover',
    month: 11,
    tools: ['crm.execute_sql', 'crm.search_objects', 'documents.read_text_file'],
    model: 'claude-haiku-5-5',
    instructions: `From the handover notes below, list every defect of flat {{inputs.unitId}} with its room, trade and urgency ({{inputs.season}}). Compare with the defects that the CRM already holds for this flat and mark those as known.

Notes:
{{inputs.notes}}`,
    form: {
      fields: {
        unitId: text('Flat'),
        season: choice('Season', 'summer', 'winter'),
        notes: longText('Notes of the handover'),
      },
    },
    samples: {
      unitId: STORY.tenantUnit,
      season: 'winter',
      notes:
        'Küche: Rolladen hängt schief. Bad: Silikon an Wanne schwarz. Schlafzi.: Heizung gluckert, Thermostat lose.',
    },
    baseline: { stated: 22 },
    use: { perWeek: 3, humanMinutes: 6, spread: 0.4, learning: 0.07, accepted: 0.64, edited: 0.28, failed: 0.03 },
    fate: { kind: 'pilot' },
  },
];
