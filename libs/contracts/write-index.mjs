// Runs after codegen. The public face of this lib names each export, so that a removed operation is a compile error in the
// page that used it; the preset's own index and its lookup for inline documents are not used and not kept.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = join(dirname(fileURLToPath(import.meta.url)), 'src');
for (const unused of ['index.ts', 'gql.ts']) rmSync(join(source, 'generated', unused), { force: true });

const text = readFileSync(join(source, 'generated/graphql.ts'), 'utf8');
const types = [...text.matchAll(/^export type (\w+)/gm)]
  .map((match) => match[1])
  .filter((name) => name !== 'Incremental');
const documents = [...text.matchAll(/^export const (\w+Document) /gm)].map((match) => match[1]);

/** Names in lines of the usual width: one a line would make the file longer than any of ours may be. */
function packed(names) {
  const lines = [];
  for (const name of [...names].sort()) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + name.length + 2 <= 119) lines[lines.length - 1] = `${last} ${name},`;
    else lines.push(`  ${name},`);
  }
  return lines.join('\n');
}

const block = (kind, names) => `export ${kind}{\n${packed(names)}\n} from './generated/graphql.js';\n`;
writeFileSync(
  join(source, 'index.ts'),
  `// Written by write-index.mjs after codegen: change the operations in apps/web, not this file.\n` +
    block('', ['TypedDocumentString', ...documents]) +
    block('type ', types),
);
