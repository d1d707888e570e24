import type { JsonObject } from '@groundswell/kernel';
import { AddFileService, MakeTestCaseService, SetBudgetService, SpendingQuery } from '@groundswell/runs';
import { CALLING, CUT, LETTER, QUESTION, ROOMY, TEST_CASE, TIGHT } from '../programme/late-work.js';
import { TEAMS } from '../programme/people.js';
import type { LateAct } from '../timeline/late-acts.js';
import { Batches, piecesOf } from './batches.js';
import { drawInputs } from './draw-inputs.js';
import { turnsFor } from './script-for.js';
import { Unattended, type UnattendedParts } from './unattended.js';

const CENT_MICROS = 10_000;

/** What people had under way in the last weeks, each in the words of its story. */
export class LateWork {
  private readonly unattended: Unattended;
  private readonly batches: Batches;

  constructor(private readonly parts: UnattendedParts) {
    this.unattended = new Unattended(parts);
    this.batches = new Batches(parts);
  }

  async perform(act: LateAct): Promise<void> {
    switch (act.what) {
      case 'batch':
        return this.batches.play(act.batch);
      case 'letter':
        return this.letter();
      case 'test-case':
        return this.testCase();
      case 'calling':
        return this.calling();
      case 'question':
        return this.question();
      case 'budgets':
        return this.budgets();
      case 'cut-budget':
        return this.cutBudget();
      default:
        return this.unattended.perform(act);
    }
  }

  /** A letter that nobody put into the folder: it comes as a file. */
  private async letter(): Promise<void> {
    const { services, cast, player } = this.parts;
    const { workflow, person, minutes, file: name, text, sorted } = LETTER;
    const file = await services.get(AddFileService).add(cast.actor(person), name, piecesOf(text));
    const given = { deadlineRule: 'ten working days', letter: `file:${file.id}` };
    const sql = `SELECT id, name, street FROM customers WHERE name ILIKE '%Ahlers%' LIMIT 5`;
    await player.tell({
      workflow,
      person,
      given,
      read: { ...given, letter: { file: name, text } },
      turns: [
        { text: 'I look for the sender in the CRM.', toolUse: [{ tool: 'crm.execute_sql', arguments: { sql } }] },
        { text: sorted },
      ],
      minutes,
    });
  }

  /** A run that went well becomes a test case of the version that is being written. */
  private async testCase(): Promise<void> {
    const { services, cast, player, work } = this.parts;
    const { workflow, person, minutes, name } = TEST_CASE;
    const actor = cast.actor(person);
    const runId = await player.tell({ ...this.usual(workflow), workflow, person, minutes });
    const { outputText } = await work.find(actor, runId);
    await services
      .get(MakeTestCaseService)
      .make(actor, { runId, name, expectedText: outputText ?? '', dataChecked: true });
  }

  /** One workflow hands a part of its work to another, which works under the rules of both. */
  private async calling(): Promise<void> {
    const { player, library } = this.parts;
    const { workflow, calls, person, minutes } = CALLING;
    const called = library.versionOf(workflow).content.calls?.[0];
    if (called === undefined) throw new RangeError(`${workflow} calls nothing.`);
    const usual = this.usual(workflow);
    const asked = this.usual(calls).given;
    const release = player.rehearse(calls, asked, turnsFor(library.planOf(calls), asked));
    await player.tell({
      workflow,
      person,
      given: usual.given,
      turns: [
        {
          text: 'Purchasing has a list of what is overdue; I take that one.',
          toolUse: [{ tool: `workflow_${called.name}`, arguments: asked }],
        },
        {
          text: `**{{inputs.siteId}}: deliveries that are not there when the crew is**\n\n{{results.1.text}}`,
        },
      ],
      minutes,
    });
    release();
  }

  /** Left for the visitor: the run waits for an answer. */
  private async question(): Promise<void> {
    const { workflow, person } = QUESTION;
    const { given, turns } = this.usual(workflow);
    await this.parts.player.tell({ workflow, person, given, turns, minutes: null, leftWaiting: true });
  }

  /** Roomy ones, and one that is nearly used up. */
  private async budgets(): Promise<void> {
    const { services, cast } = this.parts;
    const steward = cast.actor('detlefsen');
    const spending = services.get(SpendingQuery);
    const teams = (await spending.of(steward, 'team', null)).lines;
    const [workflow] = (await spending.of(steward, 'workflow', null)).lines;
    const tight = teams.find((line) => line.name === TEAMS[TIGHT.team]);
    const roomy = teams.find((line) => line.name !== TEAMS[TIGHT.team]);
    await this.setBudget('organisation', null, ROOMY.organisation);
    if (roomy !== undefined) await this.setBudget('team', roomy.id, ROOMY.team);
    if (workflow !== undefined) await this.setBudget('workflow', workflow.id, ROOMY.workflow);
    if (tight !== undefined) await this.setBudget('team', tight.id, nearly(tight.amountMicros));
  }

  /** The budget is cut while the model thinks: its next turn is not paid for any more. */
  private async cutBudget(): Promise<void> {
    const { player, library } = this.parts;
    const { workflow, person, limitMicros } = CUT;
    const cut = async (turn: number): Promise<void> => {
      if (turn === 0) await this.setBudget('workflow', library.workflowId(workflow), limitMicros);
    };
    await player.tell({ ...this.usual(workflow), workflow, person, beforeTurn: cut, minutes: null });
  }

  private async setBudget(
    level: 'organisation' | 'team' | 'workflow',
    targetId: string | null,
    limitMicros: number,
  ): Promise<void> {
    const steward = this.parts.cast.actor('detlefsen');
    await this.parts.services.get(SetBudgetService).set(steward, { level, targetId, limitMicros, revision: null });
  }

  /** Inputs that exist, and what the stand-in usually says to them. */
  private usual(workflow: string): { readonly given: JsonObject; readonly turns: ReturnType<typeof turnsFor> } {
    const { library, pools, clock, random } = this.parts;
    const plan = library.planOf(workflow);
    const given = drawInputs(plan, pools, clock.now(), random);
    return { given, turns: turnsFor(plan, given) };
  }
}

/** A sum in whole cents of which enough is used to be warned about; an odd one where next to nothing was spent. */
function nearly(spentMicros: number): number {
  const most = (spentMicros * 100) / TIGHT.atLeastPercent;
  const cents = Math.floor(most / CENT_MICROS) * CENT_MICROS;
  return cents > spentMicros * 1.02 ? cents : Math.floor(most);
}
