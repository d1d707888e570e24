/** The plain sentence of an entry: who did what, from its action in the past tense and its details. */
export function auditSentence(entry: {
  actorName: string;
  action: string;
  details: Readonly<Record<string, unknown>>;
}): string {
  const words = entry.action.replaceAll(/[.-]/g, ' ');
  const named = ['title', 'name', 'toolName', 'email']
    .map((key) => entry.details[key])
    .find((value) => typeof value === 'string');
  return named === undefined ? `${entry.actorName}: ${words}` : `${entry.actorName}: ${words} “${named}”`;
}
