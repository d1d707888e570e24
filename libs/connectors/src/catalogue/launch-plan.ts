import { dirname } from 'node:path';
import { type CatalogueEntry, fill } from './catalogue-entry.js';
import { installedProgram } from './installed-program.js';

/** Everything that decides how a stdio process starts. Holds secrets in `variables`: never logged, never stored. */
export interface LaunchPlan {
  readonly command: string;
  readonly arguments: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
  readonly readable: readonly string[];
  readonly writable: readonly string[];
  readonly network: 'none' | 'open';
}

/**
 * Turns an entry and its checked values into one start: an argument array, no shell, no variable that the entry does
 * not name.
 * @throws AppError CATALOGUE_PROGRAM_MISSING
 */
export function launchPlan(entry: CatalogueEntry, values: ReadonlyMap<string, string>): LaunchPlan {
  const filled = (templates: readonly string[]): string[] =>
    templates.map((template) => fill(template, values)).filter((text) => text !== null);
  const rest = entry.arguments.flatMap((argument) => {
    const group = typeof argument === 'string' ? [argument] : argument;
    const texts = filled(group);
    return texts.length === group.length ? texts : [];
  });
  const table = (templates: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(templates)
        .map(([name, template]) => [name, fill(template, values)] as const)
        .filter((pair): pair is readonly [string, string] => pair[1] !== null),
    );
  const common = {
    variables: table(entry.variables),
    files: table(entry.files),
    writable: filled(entry.writable),
    network: entry.network,
  };
  const readable = filled(entry.readable).filter((path) => path.startsWith('/'));
  if ('program' in entry.command) {
    const { program } = entry.command;
    return { ...common, command: program, arguments: rest, readable: [dirname(program), ...readable] };
  }
  const program = installedProgram(entry.command.package, entry.command.bin);
  return {
    ...common,
    command: process.execPath,
    arguments: [program.path, ...rest],
    readable: [program.packagesFolder, ...readable],
  };
}
