import type { JsonObject } from '@groundswell/kernel';
import type { REHEARSED_QUESTION } from '@groundswell/workflows';
import { addDays } from '../business/dates.js';
import type { ConnectorKey } from './connectors.js';
import type { PersonKey, TeamKey } from './people.js';

/** A tool as the programme names it: the connector's short name, a dot, the tool. */
export type ToolRef = `${ConnectorKey}.${string}`;

export type ModelName = 'claude-haiku-5-5' | 'claude-sonnet-5-5';

/** One field of a form, as JSON Schema. */
export type FormField = JsonObject;

export interface Form {
  readonly fields: Readonly<Record<string, FormField>>;
  /** Fields that may stay empty; all others are needed. */
  readonly optional?: readonly string[];
}

/** How a workflow was used over the year, as parameters of the distributions that its runs are drawn from. */
export interface UsePattern {
  /** Runs in a week once the team has taken it up. */
  readonly perWeek: number;
  /** Median of the human minutes of its first runs; the spread is log-normal. */
  readonly humanMinutes: number;
  readonly spread: number;
  /** How much each doubling of its runs shortens the human minutes: 0.1 is ten per cent. */
  readonly learning: number;
  /** Shares of the outcomes of its first runs; the rest was rejected. */
  readonly accepted: number;
  readonly edited: number;
  /** Share of runs that failed on the way. */
  readonly failed: number;
}

/** What became of a workflow after its pilot began. Months are counted from the start of the programme, from 1. */
export type Fate =
  | { readonly kind: 'production'; readonly afterDays: number }
  | { readonly kind: 'pilot' }
  /** The pilot never ended; the runs did. */
  | { readonly kind: 'stalled'; readonly lastRunMonth: number }
  | { readonly kind: 'no-go'; readonly month: number; readonly reason: string }
  | { readonly kind: 'retired'; readonly afterDays: number; readonly month: number; readonly reason: string }
  | { readonly kind: 'paused'; readonly afterDays: number; readonly month: number; readonly reason: string };

export interface RehearsalPlan {
  readonly turns: readonly {
    readonly text?: string;
    readonly toolUse?: readonly {
      readonly tool: ToolRef | typeof REHEARSED_QUESTION;
      readonly arguments: JsonObject;
    }[];
  }[];
}

/** One of the workflows of the demo programme, as data. */
export interface WorkflowPlan {
  readonly key: string;
  readonly title: string;
  /** The tedious task in the words of the person who does it. */
  readonly task: string;
  readonly team: TeamKey;
  readonly builder: PersonKey;
  /** The key of the workflow that it was adapted from; null for a root. */
  readonly adaptedFrom: string | null;
  /** The month in which it entered pilot, from 1. */
  readonly month: number;
  readonly tools: readonly ToolRef[];
  readonly model: ModelName;
  /** Null keeps the parent's words. */
  readonly instructions: string | null;
  /** Null keeps the parent's form. */
  readonly form: Form | null;
  /** Null keeps the parent's samples. */
  readonly samples: JsonObject | null;
  /** What the practice model replays; undefined where it can only be run live, null keeps the parent's. */
  readonly rehearsal?: RehearsalPlan | null;
  readonly baseline: { readonly stated: number } | { readonly timed: readonly number[] };
  readonly use: UsePattern;
  readonly fate: Fate;
}

export const text = (title: string, description?: string): FormField => ({
  type: 'string',
  title,
  maxLength: 300,
  ...(description === undefined ? {} : { description }),
});
export const longText = (title: string, description?: string): FormField => ({
  type: 'string',
  format: 'multiline',
  title,
  maxLength: 8_000,
  ...(description === undefined ? {} : { description }),
});
/** A text that may also be given as a file. */
export const document = (title: string, description: string): FormField => ({
  type: 'string',
  format: 'document',
  title,
  description,
});
export const day = (title: string): FormField => ({ type: 'string', format: 'date', title });
export const choice = (title: string, ...options: readonly string[]): FormField => ({
  type: 'string',
  title,
  enum: [...options],
});

const DATED = /^\{day([+-]\d+)\}$/;

/** A date of a sample that lies so many days from the day of the data. */
export const inDays = (days: number): string => `{day${days < 0 ? '-' : '+'}${Math.abs(days)}}`;

/** Samples with their dates put in. */
export function datedSamples(samples: JsonObject, asOf: string): JsonObject {
  return Object.fromEntries(
    Object.entries(samples).map(([name, value]) => {
      const days = typeof value === 'string' ? DATED.exec(value)?.[1] : undefined;
      return [name, days === undefined ? value : addDays(asOf, Number(days))];
    }),
  );
}

/** The JSON Schema of a form. */
export function schemaOfForm(form: Form): JsonObject {
  const optional = new Set(form.optional ?? []);
  return {
    type: 'object',
    properties: { ...form.fields },
    required: Object.keys(form.fields).filter((name) => !optional.has(name)),
    additionalProperties: false,
  };
}

const SQL_QUOTE = '$t$';

/** A text inside SQL, quoted so that no apostrophe in it ends it. The account may only read, whatever it holds. */
export const sqlText = (template: string): string => `${SQL_QUOTE}${template}${SQL_QUOTE}`;
