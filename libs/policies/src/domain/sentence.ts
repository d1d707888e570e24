import { testsOf, type Conditions, type FieldTests, type Scalar } from './conditions.js';
import { ACTION_OF_OBLIGATION, type Approver, type Obligation, type PolicyRule } from './rule.js';
import { ACTIONS, FIELDS, findField, type Field, type PolicySubjectType } from './subjects.js';

/** What plain sentences need to know beside the rule. */
export interface Vocabulary {
  /** Names of the ids that conditions mention; an unknown id is said as it is. */
  readonly names?: ReadonlyMap<string, string>;
  /** ISO code of the organisation's currency. */
  readonly currency?: string;
}

const VERB: Readonly<Record<PolicySubjectType, string>> = { Tool: 'call', Model: 'use', Workflow: 'run' };
const PLURAL: Readonly<Record<PolicySubjectType, string>> = { Tool: 'tools', Model: 'models', Workflow: 'workflows' };
const ANY: Readonly<Record<PolicySubjectType, string>> = {
  Tool: 'any tool',
  Model: 'any model',
  Workflow: 'any workflow',
};
const ASKED: Readonly<Record<Approver, string>> = {
  runner: 'the person who runs it',
  owner: 'the owner of the workflow',
  steward: 'a steward',
  someoneElse: 'someone other than the person who runs it',
};

/** "a", "a or b", "a, b or c". */
export function either(words: readonly string[], link = 'or'): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} ${link} ${words[words.length - 1]}`;
}

// Any other first word with a capital may be a name: such a reason keeps it, and stands as a sentence of its own.
const SMALL_FIRST_WORD =
  /^(A|An|As|At|By|For|If|In|It|Its|No|Nobody|Only|Our|So|Some|That|The|Their|There|These|They|This|Those|We|When|You)\b/;

function because(reason: string): string {
  const text = reason.trim().replace(/[.\s]+$/, '');
  if (text === '') return '.';
  const joined = text.replace(SMALL_FIRST_WORD, (word) => word.toLowerCase());
  return /^\p{Lu}/u.test(joined) ? `. ${joined}.` : `, because ${joined}.`;
}

interface Clauses {
  readonly of: string[];
  readonly that: string[];
  readonly when: string[];
}

function wordFor(field: Field, value: Scalar, vocabulary: Vocabulary): string {
  if (value === null) return 'unknown';
  const text = String(value);
  if (field.kind === 'id') return vocabulary.names?.get(text) ?? text;
  if ('values' in field && field.values && Object.hasOwn(field.values, text)) return field.values[text] ?? text;
  return text;
}

const COMPARISONS = { $gt: 'more than', $gte: 'at least', $lt: 'less than', $lte: 'at most' } as const;

function addNumberClauses(field: Field, tests: FieldTests, into: Clauses): void {
  for (const [operator, words] of Object.entries(COMPARISONS)) {
    const limit = tests[operator as keyof typeof COMPARISONS];
    if (limit !== undefined) into.when.push(`with ${words} ${limit} ${field.label}`);
  }
}

function addClauses(field: Field, tests: FieldTests, vocabulary: Vocabulary, into: Clauses): void {
  const sayList = (values: readonly Scalar[], negated: boolean) => {
    if (field.kind === 'yes-no') {
      for (const value of values) into[field.place].push((value === true) !== negated ? field.yes : field.no);
    } else if (field.kind === 'number') {
      into.when.push(`with ${negated ? 'other than ' : ''}${either(values.map(String))} ${field.label}`);
    } else if (values.length === 0) {
      if (!negated) into.when.push(`with no ${field.label} at all`);
    } else {
      const words = either(values.map((value) => wordFor(field, value, vocabulary)));
      into[field.place].push(negated ? field.isNot(words) : field.is(words));
    }
  };
  if (tests.$eq !== undefined) sayList([tests.$eq], false);
  if (tests.$in !== undefined) sayList(tests.$in, false);
  if (tests.$ne !== undefined) sayList([tests.$ne], true);
  if (tests.$nin !== undefined) sayList(tests.$nin, true);
  addNumberClauses(field, tests, into);
  if (tests.$exists !== undefined) into.when.push(`if the ${field.label} is ${tests.$exists ? '' : 'not '}known`);
}

/** What a rule or an obligation speaks about, such as "tools of the connector CRM that write". */
function subjectPhrase(subject: PolicySubjectType, conditions: Conditions, vocabulary: Vocabulary): string {
  const clauses: Clauses = { of: [], that: [], when: [] };
  for (const name of Object.keys(FIELDS[subject])) {
    const field = findField(subject, name);
    const test = Object.hasOwn(conditions, name) ? conditions[name] : undefined;
    if (field && test !== undefined) addClauses(field, testsOf(test), vocabulary, clauses);
  }
  const head = clauses.of.length + clauses.that.length === 0 ? ANY[subject] : PLURAL[subject];
  const that = clauses.that.length > 0 ? [`that ${either(clauses.that, 'and')}`] : [];
  const when = clauses.when.length > 0 ? [either(clauses.when, 'and')] : [];
  return [head, ...clauses.of, ...that, ...when].join(' ');
}

/** A rule in one plain sentence: "May not call tools that write, because …". */
export function ruleSentence(rule: Omit<PolicyRule, 'id'>, vocabulary: Vocabulary = {}): string {
  const may = rule.effect === 'allow' ? 'May' : 'May not';
  const phrase = subjectPhrase(rule.subject, rule.conditions, vocabulary);
  return `${may} ${VERB[rule.subject]} ${phrase}${because(rule.reason)}`;
}

function moneyText(micros: number, currency: string | undefined): string {
  const amount = (micros / 1_000_000).toFixed(6).replace(/(\.\d\d\d*?)0+$/, '$1');
  return currency ? `${amount} ${currency}` : amount;
}

/** An obligation in one plain sentence: "Asks the person who runs it before calling tools that write, because …". */
export function obligationSentence(obligation: Obligation, vocabulary: Vocabulary = {}): string {
  const subject = ACTIONS[ACTION_OF_OBLIGATION[obligation.kind]];
  const phrase = subjectPhrase(subject, obligation.conditions, vocabulary);
  const end = because(obligation.reason);
  switch (obligation.kind) {
    case 'approval':
      return `Asks ${ASKED[obligation.value.by]} before calling ${phrase}${end}`;
    case 'redaction':
      return `Hides ${either(obligation.value.fields, 'and')} in the results of ${phrase}${end}`;
    case 'costLimit':
      return `A run may cost at most ${moneyText(obligation.value.maxCostMicros, vocabulary.currency)} for ${phrase}${end}`;
    case 'review':
      return `A person looks at ${obligation.value.percent} % of the runs of ${phrase} afterwards${end}`;
  }
}

/** The connectors that conditions mention by id: whoever says sentences wants their names. */
export function connectorIdsIn(
  layers: readonly { readonly rules: readonly PolicyRule[]; readonly obligations: readonly Obligation[] }[],
): string[] {
  const ids = layers
    .flatMap((layer) => [...layer.rules, ...layer.obligations])
    .map((entry) => entry.conditions['connectorId'])
    .filter((test) => test !== undefined)
    .map(testsOf)
    .flatMap((tests) => [tests.$eq, tests.$ne, ...(tests.$in ?? []), ...(tests.$nin ?? [])])
    .filter((value) => typeof value === 'string');
  return [...new Set(ids)];
}
