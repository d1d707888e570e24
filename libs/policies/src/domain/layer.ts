import { Ability } from '@casl/ability';
import type { AbilityTuple } from '@casl/ability';
import { conditionsMatcher, matcherOf, type Conditions } from './conditions.js';
import { ACTION_OF_OBLIGATION, type Obligation, type PolicyRule } from './rule.js';
import type { PolicyAction, PolicyQuestion } from './subjects.js';

export const LAYER_SCOPES = ['organisation', 'team', 'connector', 'workflow'] as const;
export type LayerScope = (typeof LAYER_SCOPES)[number];

/** One version of a policy layer: rules and obligations set at one place. */
export interface PolicyLayer {
  readonly id: string;
  readonly scope: LayerScope;
  /** The organisation, team, connector or workflow that it governs. */
  readonly targetId: string;
  readonly name: string;
  readonly version: number;
  readonly rules: readonly PolicyRule[];
  readonly obligations: readonly Obligation[];
}

/** A way past one rule. */
export interface RulePassage {
  readonly exceptionId: string;
  readonly expiresAt: Date;
}

/** The ways past rules that exceptions open, by layer and then by rule. */
export type Passages = ReadonlyMap<string, ReadonlyMap<string, RulePassage>>;

/** No way past any rule. */
export const NO_PASSAGES: Passages = new Map();

/** A rule that spoke against a question and was passed by an exception. */
export interface PassedRule extends RulePassage {
  readonly rule: PolicyRule;
}

/** What one layer says to one question. `rules` are all rules that speak against it, or the one that allows it. */
export interface LayerAnswer {
  readonly allowed: boolean;
  readonly rules: readonly PolicyRule[];
  readonly passed: readonly PassedRule[];
}

interface CompiledObligation {
  readonly obligation: Obligation;
  readonly applies: (subject: object) => boolean;
}

const NOTHING: readonly PolicyRule[] = [];
const NOTHING_PASSED: readonly PassedRule[] = [];

/** A layer version ready to judge. Compiling costs far more than judging: keep it per layer id and version. */
export class CompiledLayer {
  private readonly ability: Ability<AbilityTuple, Conditions>;
  private readonly origin = new Map<unknown, PolicyRule>();
  private readonly obligationsFor = new Map<PolicyAction, CompiledObligation[]>();

  constructor(readonly layer: PolicyLayer) {
    // CASL lets the last rule win. So that a deny beats every allow of its layer, and the first of several speaks first,
    // the list goes in backwards: allows, then denies.
    const strongestFirst = [
      ...layer.rules.filter((rule) => rule.effect === 'deny'),
      ...layer.rules.filter((rule) => rule.effect === 'allow'),
    ];
    const raw = strongestFirst.reverse().map((rule) => {
      const made = {
        action: rule.action,
        subject: rule.subject,
        inverted: rule.effect === 'deny',
        conditions: rule.conditions,
        reason: rule.reason,
      };
      this.origin.set(made, rule);
      return made;
    });
    this.ability = new Ability<AbilityTuple, Conditions>(raw, { conditionsMatcher });
    for (const obligation of layer.obligations) {
      const action = ACTION_OF_OBLIGATION[obligation.kind];
      const known = this.obligationsFor.get(action) ?? [];
      known.push({ obligation, applies: matcherOf(obligation.conditions) });
      this.obligationsFor.set(action, known);
    }
  }

  /** Whether the layer has a say: a connector's layer only governs calls of that connector's tools. */
  governs(question: PolicyQuestion): boolean {
    if (this.layer.scope !== 'connector') return true;
    return question.action === 'tool.call' && question.subject.connectorId === this.layer.targetId;
  }

  /**
   * The organisation's layer lists what is possible; every other layer can only take away. A passage takes the force from
   * one deny rule; it lists nothing.
   */
  answer(question: PolicyQuestion, passages: Passages = NO_PASSAGES): LayerAnswer {
    const open = passages.get(this.layer.id);
    const against: PolicyRule[] = [];
    let passed: PassedRule[] | undefined;
    for (const rule of this.ability.rulesFor(question.action, question.subject.type)) {
      // Denies come first here; once one has spoken, an allow has nothing to add.
      if (!rule.inverted && (against.length > 0 || this.layer.scope !== 'organisation')) break;
      if (!rule.matchesConditions(question.subject)) continue;
      const source = this.origin.get(rule.origin);
      if (!source) throw new Error('A compiled rule has lost its source.');
      if (!rule.inverted) return { allowed: true, rules: [source], passed: passed ?? NOTHING_PASSED };
      const passage = source.sealed ? undefined : open?.get(source.id);
      if (passage) (passed ??= []).push({ ...passage, rule: source });
      else against.push(source);
    }
    const allowed = against.length === 0 && this.layer.scope !== 'organisation';
    return { allowed, rules: against.length > 0 ? against : NOTHING, passed: passed ?? NOTHING_PASSED };
  }

  obligationsDue(question: PolicyQuestion): readonly Obligation[] {
    const compiled = this.obligationsFor.get(question.action);
    if (!compiled) return [];
    return compiled.filter((one) => one.applies(question.subject)).map((one) => one.obligation);
  }
}
