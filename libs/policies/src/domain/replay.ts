import { explain } from './explanation.js';
import { toolCallQuestion, type GovernedTool } from './governed-tool.js';
import type { Vocabulary } from './sentence.js';
import { changeBetween, type ChangeKind } from './simulation.js';
import type { Decision } from './stack.js';
import { NO_LABELS, type PolicyQuestion, type RunLabels, type RunMode, type Stage, type Trigger } from './subjects.js';

/** A run or a present workflow, as a replay looks at it. */
export interface ReplayedWork {
  readonly workflowId: string;
  readonly stage: Stage;
  readonly model: string;
  readonly maxTurns: number;
  readonly maxCostMicros: number;
  readonly mode: RunMode;
  readonly trigger: Trigger;
  readonly actorRoles: readonly string[];
}

/** One answer that would have been another. */
export interface ChangedAnswer {
  readonly kind: ChangeKind;
  readonly act: PolicyQuestion['action'];
  readonly before: string;
  readonly after: string;
}

/** Both judges of one workflow: as it is, and as it would be. */
export interface Judges {
  readonly before: (question: PolicyQuestion) => Decision;
  readonly after: (question: PolicyQuestion) => Decision;
}

/** What a start asks the stack, besides its tools. */
export function startQuestions(work: ReplayedWork): PolicyQuestion[] {
  const { stage, mode, trigger, actorRoles, maxTurns, maxCostMicros, model } = work;
  return [
    {
      action: 'workflow.run',
      subject: { type: 'Workflow', stage, mode, trigger, actorRoles, maxTurns, maxCostMicros },
    },
    { action: 'model.use', subject: { type: 'Model', model, mode, trigger, actorRoles } },
  ];
}

/**
 * Asks both judges the same questions and remembers the answers: the calls of a month are thousands, but they ask few
 * different things.
 */
export class Replay {
  private readonly known = new Map<string, ChangedAnswer | null>();

  constructor(
    private readonly judgesOf: (workflowId: string) => Judges,
    private readonly vocabulary: Vocabulary,
  ) {}

  /** Whether the start of this work, or its use of the model, would be answered otherwise. */
  start(work: ReplayedWork): ChangedAnswer[] {
    return startQuestions(work)
      .map((question) => this.ask(work.workflowId, question))
      .filter((answer) => answer !== null);
  }

  /** Whether a call of that tool would be answered otherwise. */
  call(work: ReplayedWork, tool: GovernedTool, labels: RunLabels = NO_LABELS): ChangedAnswer | null {
    const { trigger, actorRoles } = work;
    return this.ask(work.workflowId, toolCallQuestion(tool, { trigger, actorRoles, labels }));
  }

  /**
   * Whether a start that was refused would be answered otherwise as a whole: it begins only when the run, its model and every
   * tool that it binds are allowed.
   */
  refusedStart(work: ReplayedWork, tools: readonly GovernedTool[]): ChangedAnswer | null {
    const { trigger, actorRoles } = work;
    const questions = [
      ...startQuestions(work),
      ...tools.map((tool) => toolCallQuestion(tool, { trigger, actorRoles, labels: NO_LABELS })),
    ];
    const judges = this.judgesOf(work.workflowId);
    const refusal = (judge: Judges['before']) => questions.map(judge).find((decision) => !decision.allowed) ?? null;
    const [before, after] = [refusal(judges.before), refusal(judges.after)];
    if ((before === null) === (after === null)) return null;
    const begins = 'The run begins.';
    return {
      kind: after === null ? 'allowed' : 'refused',
      act: 'workflow.run',
      before: before === null ? begins : this.say(before),
      after: after === null ? begins : this.say(after),
    };
  }

  private ask(workflowId: string, question: PolicyQuestion): ChangedAnswer | null {
    const key = JSON.stringify([workflowId, question]);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const judges = this.judgesOf(workflowId);
    const [before, after] = [judges.before(question), judges.after(question)];
    const kind = changeBetween(before, after);
    const answer =
      kind === null ? null : { kind, act: question.action, before: this.say(before), after: this.say(after) };
    this.known.set(key, answer);
    return answer;
  }

  private say(decision: Decision): string {
    const { sentence, obligations } = explain(decision, this.vocabulary);
    return decision.allowed ? [sentence, ...obligations].join(' ') : sentence;
  }
}
