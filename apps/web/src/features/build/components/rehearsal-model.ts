/** One use of a tool in a rehearsal. `argumentsText` is JSON as the builder types it. */
export interface RehearsedUse {
  readonly tool: string;
  readonly argumentsText: string;
}

/** One turn of the practice model: what it says, and which tools it then uses. */
export interface RehearsedTurn {
  readonly text: string;
  readonly uses: readonly RehearsedUse[];
}

export type Rehearsal = readonly RehearsedTurn[];

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function useFrom(value: unknown): RehearsedUse {
  const use = isRecord(value) ? value : {};
  return {
    tool: typeof use['tool'] === 'string' ? use['tool'] : '',
    argumentsText: JSON.stringify(use['arguments'] ?? {}, null, 2),
  };
}

/** Reads a stored rehearsal; anything that is none counts as having none. */
export function rehearsalFrom(value: unknown): Rehearsal {
  const turns = isRecord(value) && Array.isArray(value['turns']) ? value['turns'] : [];
  return turns.filter(isRecord).map((turn) => ({
    text: typeof turn['text'] === 'string' ? turn['text'] : '',
    uses: Array.isArray(turn['toolUse']) ? turn['toolUse'].map(useFrom) : [],
  }));
}

/** The fault of arguments that are being typed, or null. */
export function argumentsFault(text: string): string | null {
  try {
    return isRecord(JSON.parse(text)) ? null : 'The values are an object, such as {"query": "{{inputs.customer}}"}.';
  } catch {
    return 'This is not valid JSON yet.';
  }
}

function argumentsOf(text: string): unknown {
  return argumentsFault(text) === null ? JSON.parse(text) : {};
}

/** The rehearsal as it is stored; null when there is none. */
export function rehearsalTo(rehearsal: Rehearsal): unknown {
  if (rehearsal.length === 0) return null;
  return {
    turns: rehearsal.map((turn) => ({
      ...(turn.text === '' ? {} : { text: turn.text }),
      ...(turn.uses.length === 0
        ? {}
        : { toolUse: turn.uses.map((use) => ({ tool: use.tool, arguments: argumentsOf(use.argumentsText) })) }),
    })),
  };
}
