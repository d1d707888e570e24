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
    const { stage, mode, trigger, actorRoles, maxTurns, maxCostMicros, model } = work;
    const questions: PolicyQuestion[] = [
      {
        action: 'workflow.run',
        subject: { type: 'Workflow', stage, mode, trigger, actorRoles, maxTurns, maxCostMicros },
      },
      { action: 'model.use', subject: { type: 'Model', model, mode, trigger, actorRoles } },
    ];
    return questions.map((question) => this.ask(work.workflowId, question)).filter((answer) => answer !== null);
  }

  /** Whether a call of that tool would be answered otherwise. */
  call(work: ReplayedWork, tool: GovernedTool, labels: RunLabels = NO_LABELS): ChangedAnswer | null {
    const { trigger, actorRoles } = work;
    return this.ask(work.workflowId, toolCallQuestion(tool, { trigger, actorRoles, labels }));
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
