interface NamedConnector {
  readonly name: string;
  readonly tools: readonly { readonly id: string; readonly name: string }[];
}

/** How a rehearsal calls the tools that are bound: `<connector>.<tool>`. */
export function rehearsalNames(connectors: readonly NamedConnector[], toolIds: readonly string[]): string[] {
  const chosen = new Set(toolIds);
  return connectors.flatMap((connector) =>
    connector.tools.filter((tool) => chosen.has(tool.id)).map((tool) => `${slugOf(connector.name)}.${tool.name}`),
  );
}

/** As the server makes it: the connector's name in tool names. */
function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 24)
    .replace(/^-+|-+$/g, '');
  return plain === '' ? 'connector' : plain;
}
