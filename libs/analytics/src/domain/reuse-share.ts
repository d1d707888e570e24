/** What a published version took over from its ancestors. */
export interface VersionReuse {
  readonly binding: boolean;
  readonly layer: boolean;
  readonly prompt: boolean;
}

/** Shares from 0 to 1 of the published versions that inherited something. */
export interface ReuseShare {
  readonly enough: boolean;
  readonly versions: number;
  readonly any: number;
  readonly binding: number;
  readonly layer: number;
  readonly prompt: number;
  readonly explanation: string;
}

export const FEWEST_VERSIONS = 5;

/** Published versions with at least one inherited binding, layer or prompt ÷ all, and the same for each of the three. */
export function reuseShare(versions: readonly VersionReuse[]): ReuseShare {
  const total = versions.length;
  const share = (inherits: (version: VersionReuse) => boolean) =>
    total === 0 ? 0 : versions.filter(inherits).length / total;
  const enough = total >= FEWEST_VERSIONS;
  const reused = versions.filter((version) => version.binding || version.layer || version.prompt).length;
  return {
    enough,
    versions: total,
    any: total === 0 ? 0 : reused / total,
    binding: share((version) => version.binding),
    layer: share((version) => version.layer),
    prompt: share((version) => version.prompt),
    explanation: enough
      ? `${reused} of ${total} published versions inherit a connector, a policy layer or a prompt.`
      : `Published versions so far: ${total}. A share needs at least ${FEWEST_VERSIONS}.`,
  };
}
