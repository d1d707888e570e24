import type { JsonObject, JsonValue } from '@groundswell/kernel';
import { REHEARSED_QUESTION } from '@groundswell/workflows';
import type { CompletePlan } from '../programme/programme.js';
import { sqlText, type RehearsalPlan, type ToolRef } from '../programme/workflow-plan.js';
import type { DrawnRun } from '../timeline/draw-runs.js';
import type { Breakdown, StandInScript } from '../stand-in/stand-in-script.js';

type Turns = RehearsalPlan['turns'];

const text = (inputs: JsonObject, ...names: readonly string[]): string | null => {
  const found = names
    .map((name) => inputs[name])
    .find((value): value is string => typeof value === 'string' && value !== '');
  return found ?? null;
};

const SQL_FOR: readonly (readonly [input: string, sql: (value: string) => string])[] = [
  ['defectId', (id) => `SELECT id, description, unit_id, status, reported_on FROM defects WHERE id = ${sqlText(id)}`],
  [
    'leaseId',
    (id) =>
      `SELECT l.id, c.name, l.unit_id, l.starts_on FROM leases l LEFT JOIN customers c ON c.id = l.customer_id WHERE l.id = ${sqlText(id)}`,
  ],
  [
    'customerId',
    (id) =>
      `SELECT c.name, k.contacted_on, k.subject FROM customers c LEFT JOIN contacts k ON k.customer_id = c.id WHERE c.id = ${sqlText(id)}`,
  ],
  [
    'unitId',
    (id) =>
      `SELECT u.id, u.rooms, u.area_sqm, u.cold_rent_eur, p.name, p.caretaker FROM units u JOIN properties p ON p.id = u.property_id WHERE u.id = ${sqlText(id)}`,
  ],
];

/** Arguments with which a tool makes sense for these inputs; null when it does not. */
function argumentsFor(tool: ToolRef, inputs: JsonObject): JsonObject | null {
  const of = (name: string, ...inputNames: readonly string[]): JsonObject | null => {
    const value = text(inputs, ...inputNames);
    return value === null ? null : { [name]: value };
  };
  switch (tool) {
    case 'crm.execute_sql': {
      for (const [input, sql] of SQL_FOR) {
        const value = text(inputs, input);
        if (value !== null) return { sql: sql(value) };
      }
      return null;
    }
    case 'documents.read_text_file':
      return of('path', 'file', 'leaseFile', 'contractFile', 'mailFile');
    case 'documents.list_directory': {
      const site = text(inputs, 'siteId');
      return site === null ? of('path', 'folder') : { path: `site-diaries/${site}` };
    }
    case 'erp.read-order':
      return of('number', 'orderNumber');
    case 'erp.read-invoice':
      return of('number', 'invoiceNumber');
    case 'erp.read-supplier':
      return of('number', 'supplierNumber');
    case 'erp.search-orders': {
      const site = text(inputs, 'siteId');
      return site === null ? null : { siteId: site, status: 'confirmed', pageSize: 10 };
    }
    default:
      return null;
  }
}

/** For a workflow without a rehearsal: one real look at each system that its inputs lead to, then a result. */
function plainTurns(plan: CompletePlan, inputs: JsonObject): Turns {
  const uses = plan.tools.flatMap((tool) => {
    const given = argumentsFor(tool, inputs);
    return given === null ? [] : [{ tool, arguments: given }];
  });
  const subject = Object.values(inputs).find((value): value is string => typeof value === 'string') ?? '';
  const looked = uses.map((use) => use.tool).join(', ');
  const result = `${plan.title}: prepared for ${escaped(subject.slice(0, 80))}.${looked === '' ? '' : ` Looked at: ${looked}.`}`;
  const last = { text: `${result}\n\n(The words of this simulated run come from the demo's stand-in model.)` };
  return uses.length === 0 ? [last] : [{ text: 'I look it up.', toolUse: uses.map(withoutBraces) }, last];
}

// What was drawn is data, and the script is a template: braces in it must stay braces.
const escaped = (value: string): string => value.replace(/\{\{/g, '{ {');
const withoutBraces = (use: { tool: ToolRef; arguments: JsonObject }) => ({
  ...use,
  arguments: Object.fromEntries(
    Object.entries(use.arguments).map(([name, value]): [string, JsonValue] => [
      name,
      typeof value === 'string' ? escaped(value) : value,
    ]),
  ),
});

const BREAKDOWNS: readonly Breakdown[] = ['refusal', 'model_context_window_exceeded', 'max_tokens'];

/** The rehearsal without what it asks its person: nobody sits there to answer in a played run, so the first choice is taken as said. */
function withoutQuestions(turns: Turns): Turns {
  const uses = turns.flatMap((turn) => turn.toolUse ?? []);
  const asks = uses.map((use) => use.tool === REHEARSED_QUESTION);
  if (!asks.includes(true)) return turns;
  const named = (name: string, result: string): string => {
    const at = Number(result) - 1;
    const use = uses[at];
    if (use === undefined) return name;
    if (asks[at] === true) return escaped(firstChoice(use.arguments));
    const asked = asks.slice(0, at).filter(Boolean).length;
    return name.replace(`results.${result}`, `results.${at + 1 - asked}`);
  };
  const renamed = (value: string): string => value.replace(/\{\{\s*results\.(\d+)[^}]*\}\}/g, named);
  return turns
    .filter((turn) => !turn.toolUse?.some((use) => use.tool === REHEARSED_QUESTION))
    .map((turn) => ({ ...turn, ...(turn.text === undefined ? {} : { text: renamed(turn.text) }) }));
}

function firstChoice({ choices }: JsonObject): string {
  const first = Array.isArray(choices) ? (choices as readonly JsonValue[])[0] : null;
  return typeof first === 'string' ? first : 'As it is';
}

/** What the stand-in model says to these inputs: the rehearsal, or a plain look at the systems. */
export function turnsFor(plan: CompletePlan, inputs: JsonObject): StandInScript['turns'] {
  return plan.rehearsal ? withoutQuestions(plan.rehearsal.turns) : plainTurns(plan, inputs);
}

/** What the stand-in model says in a drawn run. */
export function scriptFor(plan: CompletePlan, run: DrawnRun, inputs: JsonObject): StandInScript {
  const breakdown = run.ending === 'failed' ? (BREAKDOWNS[run.humanSeconds % BREAKDOWNS.length] ?? 'refusal') : null;
  return { turns: turnsFor(plan, inputs), inputs, breakdown };
}
