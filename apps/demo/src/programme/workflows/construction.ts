import { STORY } from '../../business/story.js';
import { choice, day, inDays, longText, text, type WorkflowPlan } from '../workflow-plan.js';

/** Workflows of construction management. */
export const CONSTRUCTION: readonly WorkflowPlan[] = [
  {
    key: 'site-week',
    title: 'Write the weekly site report from the diary',
    task: 'Friday afternoon: turn the site diary into two pages that the client can read.',
    team: 'construction',
    builder: 'paulsen',
    adaptedFrom: null,
    month: 1,
    tools: ['documents.list_directory', 'documents.read_text_file', 'documents.read_multiple_files'],
    model: 'claude-sonnet-5-5',
    instructions: `Write the weekly report of site {{inputs.siteId}} for week {{inputs.week}} of the works.

Read the diary site-diaries/{{inputs.siteId}}/week-{{inputs.week}}.md and the week before it, if there is one. Report: what was done, what stood still and why, what comes next, and what the client has to decide. One page, plain words, no blame. Report only what the diary says; where it says nothing, write "not recorded".`,
    form: {
      fields: {
        siteId: text('Site', 'Such as BV-101.'),
        week: text('Week of the works', 'Two digits, as in the name of the diary file.'),
      },
    },
    samples: { siteId: STORY.siteId, week: '34' },
    rehearsal: {
      turns: [
        {
          text: 'I look what the diary holds and read the week.',
          toolUse: [
            { tool: 'documents.list_directory', arguments: { path: 'site-diaries/{{inputs.siteId}}' } },
            {
              tool: 'documents.read_text_file',
              arguments: { path: 'site-diaries/{{inputs.siteId}}/week-{{inputs.week}}.md' },
            },
          ],
        },
        {
          text: `# Weekly report {{inputs.siteId}}, week {{inputs.week}}

What the diary records, in its own words:

{{results.2.text}}

For the client to decide: not recorded.

Diary files at hand:

{{results.1.text}}`,
        },
      ],
    },
    baseline: { timed: [55, 70, 62, 48, 66] },
    use: { perWeek: 5, humanMinutes: 18, spread: 0.4, learning: 0.1, accepted: 0.48, edited: 0.42, failed: 0.03 },
    fate: { kind: 'production', afterDays: 33 },
  },
  {
    key: 'minutes',
    title: 'Turn site meeting notes into minutes with tasks',
    task: 'Decipher the notes of the site meeting and type who does what by when.',
    team: 'construction',
    builder: 'kowalczuk',
    adaptedFrom: 'site-week',
    month: 3,
    tools: ['documents.list_directory', 'documents.read_text_file', 'documents.read_multiple_files'],
    model: 'claude-sonnet-5-5',
    instructions: `Turn the notes {{inputs.file}} into minutes.

Those present, then one numbered item for each matter: what was said, what was decided, and the task as "who, what, by when". Keep uncertainty: where the notes have a question mark, the minutes have one. Names as in the notes. German. End with the open tasks as a table.`,
    form: { fields: { file: text('File of the notes', 'Below minutes/.') } },
    samples: { file: STORY.notesFile },
    rehearsal: {
      turns: [
        {
          text: 'I read the notes.',
          toolUse: [{ tool: 'documents.read_text_file', arguments: { path: '{{inputs.file}}' } }],
        },
        {
          text: `# Protokoll

Notizen, Punkt für Punkt übernommen:

{{results.1.text}}

Offene Aufgaben: je Punkt mit Pfeil oder Namen; Fragezeichen der Notizen bleiben Fragezeichen. (Probelauf: ein Modell würde die Punkte ausformulieren.)`,
        },
      ],
    },
    baseline: { timed: [38, 45, 41, 50] },
    use: { perWeek: 5, humanMinutes: 12, spread: 0.45, learning: 0.1, accepted: 0.5, edited: 0.42, failed: 0.02 },
    fate: { kind: 'production', afterDays: 25 },
  },
  {
    key: 'diary-voice',
    title: 'Make a diary entry from voice notes',
    task: 'Type the voice notes of the foremen into the site diary in the evening.',
    team: 'construction',
    builder: 'moellenkamp',
    adaptedFrom: 'site-week',
    month: 4,
    tools: ['documents.list_directory', 'documents.read_text_file'],
    model: 'claude-haiku-5-5',
    instructions: `Write the diary entry of {{inputs.onDay}} for site {{inputs.siteId}} from the dictated notes below, in the form of the entries in site-diaries/{{inputs.siteId}}: works, hindrances, people on site, weather, next steps. The dictation is full of wrongly heard words; where you are unsure put the heard word in brackets.

Dictation:
{{inputs.dictation}}`,
    form: {
      fields: { siteId: text('Site'), onDay: day('Day'), dictation: longText('Dictation') },
    },
    samples: {
      siteId: STORY.siteId,
      onDay: inDays(-1),
      dictation:
        'heute zwölf mann schalung zweite o g fertig bis auf achse vier regen ab mittag kran stand dann zwei stunden',
    },
    // The dictations were so bad that correcting the entry took longer than typing it.
    baseline: { timed: [14, 12, 15] },
    use: { perWeek: 5, humanMinutes: 17, spread: 0.35, learning: 0.01, accepted: 0.3, edited: 0.55, failed: 0.05 },
    fate: { kind: 'production', afterDays: 40 },
  },
  {
    key: 'site-delay',
    title: 'Explain a site’s delay to the client',
    task: 'Collect from diary, orders and mails why a site is late, and say it so that the client stays calm.',
    team: 'construction',
    builder: 'kowalczuk',
    adaptedFrom: 'minutes',
    month: 6,
    tools: [
      'documents.list_directory',
      'documents.read_text_file',
      'documents.read_multiple_files',
      'erp.search-orders',
      'erp.read-order',
    ],
    model: 'claude-sonnet-5-5',
    instructions: `Explain to the client why site {{inputs.siteId}} is behind its plan.

Read the diaries of the last weeks and the orders of the site that are confirmed but overdue before {{inputs.asOf}}. Give the causes in order of their weight, each with its source (diary week or order number), what we do about it, and the new date if somebody has named one. Name no supplier as guilty. One page, German.`,
    form: { fields: { siteId: text('Site'), asOf: day('As of') } },
    samples: { siteId: STORY.siteId, asOf: inDays(0) },
    baseline: { stated: 75 },
    use: { perWeek: 1.5, humanMinutes: 24, spread: 0.4, learning: 0.1, accepted: 0.44, edited: 0.44, failed: 0.05 },
    fate: { kind: 'production', afterDays: 45 },
  },
  {
    key: 'defect-warranty',
    title: 'Decide whether a defect is under warranty',
    task: 'Find the acceptance record and the contract, and count five years, before a repair is paid that somebody owes us.',
    team: 'construction',
    builder: 'moellenkamp',
    adaptedFrom: 'defect-triage',
    month: 9,
    tools: ['crm.execute_sql', 'crm.search_objects', 'documents.search_files', 'documents.read_text_file'],
    model: 'claude-sonnet-5-5',
    instructions: `Is defect {{inputs.defectId}} under warranty of the firm that built it, whose contract is {{inputs.contractFile}}?

Read the report in the CRM and the warranty clause of the contract. Give the end of the warranty with the calculation and what speaks for and against. Say "under warranty", "not under warranty" or "cannot be decided from these papers", and in the last case which paper is missing. This is a preparation, not legal advice.`,
    form: { fields: { defectId: text('Number of the report'), contractFile: text('File of the contract') } },
    samples: { defectId: STORY.defectId, contractFile: STORY.liftContract },
    baseline: { stated: 35 },
    use: { perWeek: 2, humanMinutes: 11, spread: 0.45, learning: 0.07, accepted: 0.5, edited: 0.3, failed: 0.05 },
    fate: {
      kind: 'paused',
      afterDays: 30,
      month: 12,
      reason: 'The contract folder is being moved; until it is back the answers would rest on old papers.',
    },
  },
  {
    key: 'late-site-warning',
    title: 'Warn a site manager about late deliveries',
    task: 'Every Monday: find out which deliveries will not be there when the crew is.',
    team: 'construction',
    builder: 'paulsen',
    adaptedFrom: 'order-late',
    month: 10,
    tools: ['erp.search-orders', 'erp.read-order', 'documents.read_text_file', 'documents.list_directory'],
    model: 'claude-haiku-5-5',
    instructions: `Which deliveries endanger site {{inputs.siteId}} in the next days?

Find the site's confirmed orders with a delivery date before {{inputs.before}} and read what the last diary says about the works to come. List each order with its subject, date and the works that wait for it; the most urgent first. Dates that the ERP cannot read are named separately.`,
    form: { fields: { siteId: text('Site'), before: day('Deliveries before') } },
    samples: { siteId: STORY.siteId, before: inDays(7) },
    baseline: { timed: [24, 29, 22] },
    use: { perWeek: 4, humanMinutes: 6, spread: 0.4, learning: 0.08, accepted: 0.66, edited: 0.26, failed: 0.03 },
    fate: { kind: 'production', afterDays: 24 },
  },
  {
    key: 'safety-briefing',
    title: 'Draft the weekly safety briefing',
    task: 'Write on Sunday evening what the crews are told on Monday at seven.',
    team: 'construction',
    builder: 'moellenkamp',
    adaptedFrom: 'site-delay',
    month: 11,
    tools: ['documents.list_directory', 'documents.read_text_file'],
    model: 'claude-haiku-5-5',
    instructions: `Draft the safety briefing of site {{inputs.siteId}} for week {{inputs.week}}, in {{inputs.language}}.

Read the diary of the week before. Three dangers at most, each from the works that are going on, with what to do and what is forbidden. Short sentences to be read out aloud. End with the meeting point and the emergency number 112.`,
    form: {
      fields: {
        siteId: text('Site'),
        week: text('Week of the works'),
        language: choice('Language', 'German', 'Polish', 'Romanian', 'Turkish'),
      },
    },
    samples: { siteId: STORY.siteId, week: '34', language: 'Polish' },
    baseline: { stated: 25 },
    use: { perWeek: 3, humanMinutes: 7, spread: 0.4, learning: 0.07, accepted: 0.6, edited: 0.32, failed: 0.03 },
    fate: { kind: 'pilot' },
  },
];
