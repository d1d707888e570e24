import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '@groundswell/kernel';
import { checkInputs, inputNames, readRehearsal } from '@groundswell/workflows';
import { generateBusinessData } from '../business/business-data.js';
import { STORY } from '../business/story.js';
import { generateDocuments } from '../documents/documents.js';
import { completePlan, WORKFLOWS } from '../programme/programme.js';
import { schemaOfForm } from '../programme/workflow-plan.js';
import { SeededRandom } from '../random/seeded-random.js';
import { approvableInvoices, drawInputs, inputPools } from './draw-inputs.js';
import { scriptFor } from './script-for.js';

const data = generateBusinessData(1, '2026-11-21');
const pools = inputPools(
  data,
  generateDocuments(data).map((file) => file.path),
);
const at = new Date('2026-05-05T10:00:00Z');

describe('the inputs of simulated runs', () => {
  it.each(WORKFLOWS.map((plan) => plan.key))(
    'fit the form of %s, and so does what the stand-in is told to say',
    (key) => {
      const plan = completePlan(key);
      const schema = schemaOfForm(plan.form);
      const random = new SeededRandom(key);
      for (let i = 0; i < 30; i++) {
        const inputs = drawInputs(plan, pools, at, random);
        expect(checkInputs(schema, inputs)).toMatchObject({ ok: true });
        const run = {
          workflow: key,
          at,
          person: 'voss',
          ending: 'accepted',
          humanSeconds: 60,
          answer: 'none',
          humanMinutes: 1,
          how: 'engine',
        } as const;
        const { turns } = scriptFor(plan, run, inputs);
        const read = readRehearsal(JSON.parse(JSON.stringify({ turns })) as JsonValue, {
          inputNames: inputNames(schema),
          toolNames: plan.tools,
        });
        expect(read).toMatchObject({ ok: true });
      }
    },
  );

  it('leave the records of the story to the visitor', () => {
    expect(pools.orders).not.toContain(STORY.movableOrder);
    expect(pools.invoices.map((invoice) => invoice.number)).not.toContain(STORY.matchingInvoice);
    expect(approvableInvoices(data)).not.toContain(STORY.matchingInvoice);
    expect(approvableInvoices(data).length).toBeGreaterThan(10);
  });
});
