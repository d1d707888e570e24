import { canonicalJson } from '@groundswell/kernel';
import { differenceOfDefinitions, type DefinitionChange } from './tool-difference.js';
import { definitionDigest, type ToolDefinition } from './tool-definition.js';
import { riskier, suggestLabels } from './tool-labels.js';
import type { ToolState } from './tool-status.js';
import { visibleText } from './visible-text.js';

/** What a connector version is, apart from its tools. */
export interface VersionFacts {
  readonly transport: string;
  readonly catalogueKey: string | null;
  readonly url: string | null;
  readonly settings: Readonly<Record<string, string>>;
  readonly dataClass: string;
  readonly issuer: string;
  readonly credentialMode: string;
  readonly signIn: string;
  readonly limits: Readonly<Record<string, number>>;
}

/** A tool that both versions offer under one name, described differently. */
export interface ChangedTool {
  readonly name: string;
  readonly changes: readonly DefinitionChange[];
}

/** How one version of a connector differs from another, in the order in which a person should look. */
export interface VersionDifference {
  readonly settings: readonly DefinitionChange[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly ChangedTool[];
  readonly unchanged: number;
}

const FACTS = [
  ['address', 'transport', (one: VersionFacts) => one.transport],
  ['address', 'command', (one: VersionFacts) => one.catalogueKey],
  ['address', 'address', (one: VersionFacts) => one.url],
  ['data', 'data class', (one: VersionFacts) => one.dataClass],
  ['credentials', 'whose credentials', (one: VersionFacts) => one.credentialMode],
  ['credentials', 'sign-in', (one: VersionFacts) => one.signIn],
  ['credentials', 'credentials are for', (one: VersionFacts) => one.issuer],
] as const;

function tableChanges(
  area: string,
  before: Readonly<Record<string, string | number>>,
  after: Readonly<Record<string, string | number>>,
): DefinitionChange[] {
  const shown = (value: string | number | undefined) => (value === undefined ? null : visibleText(String(value)));
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys
    .map((label) => ({ area, label, before: shown(before[label]), after: shown(after[label]) }))
    .filter((change) => change.before !== change.after);
}

/** The readable difference between two versions of a connector. A renamed tool is one removed and one added. */
export function differenceOfVersions(
  before: { readonly facts: VersionFacts; readonly tools: readonly ToolDefinition[] },
  after: { readonly facts: VersionFacts; readonly tools: readonly ToolDefinition[] },
): VersionDifference {
  const settings = FACTS.map(([area, label, of]) => {
    const [old, now] = [of(before.facts), of(after.facts)];
    return {
      area,
      label,
      before: old === null ? null : visibleText(old),
      after: now === null ? null : visibleText(now),
    };
  }).filter((change) => change.before !== change.after);
  const known = new Map(before.tools.map((tool) => [tool.name, tool]));
  const offered = new Set(after.tools.map((tool) => tool.name));
  const changed = after.tools.flatMap((tool) => {
    const old = known.get(tool.name);
    if (!old || canonicalJson(old) === canonicalJson(tool)) return [];
    return [{ name: tool.name, changes: differenceOfDefinitions(old, tool) }];
  });
  return {
    settings: [
      ...settings,
      ...tableChanges('settings', before.facts.settings, after.facts.settings),
      ...tableChanges('limits', before.facts.limits, after.facts.limits),
    ],
    added: after.tools.filter((tool) => !known.has(tool.name)).map((tool) => tool.name),
    removed: before.tools.filter((tool) => !offered.has(tool.name)).map((tool) => tool.name),
    changed,
    unchanged: after.tools.filter((tool) => known.has(tool.name)).length - changed.length,
  };
}

/**
 * How a tool of a new version begins. What a person said of the very same definition still stands; a changed or unknown one
 * arrives blocked, with labels that are at least as careful as those before.
 */
export function beginningOf(definition: ToolDefinition, before: ToolState | undefined): ToolState {
  const digest = definitionDigest(definition);
  const fresh = { definition, digest, drift: null, statusBefore: 'blocked' as const };
  const suggested = suggestLabels(definition);
  if (!before) return { ...fresh, ...suggested, status: 'blocked', labelled: false };
  if (before.digest === digest) {
    const { risk, returnsUntrusted, reachesOutside, labelled } = before;
    const status = before.status === 'quarantined' ? before.statusBefore : before.status;
    return { ...fresh, risk, returnsUntrusted, reachesOutside, labelled, status, statusBefore: status };
  }
  return {
    ...fresh,
    risk: riskier(suggested.risk, before.risk),
    returnsUntrusted: suggested.returnsUntrusted || before.returnsUntrusted,
    reachesOutside: suggested.reachesOutside || before.reachesOutside,
    status: 'blocked',
    labelled: false,
  };
}
