import { existsSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ARROWS, MAY_USE_TESTING } from '../../scripts/arrows.mjs';
import { checkout, findProjects, readRecord, readSources } from './projects.js';

const projects = findProjects();
const sources = projects.map((project) => ({ project, files: readSources(project) }));

/** What a file of a project may import: the arrows, and the test harness in specs. */
function allowed(name: string, isSpec: boolean): readonly string[] {
  return [...(ARROWS[name] ?? []), ...(isSpec && MAY_USE_TESTING.includes(name) ? ['testing'] : [])];
}

describe('the arrows between projects', () => {
  it('name every target, with no wildcard and no arrow to oneself', () => {
    for (const [name, targets] of Object.entries(ARROWS)) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      for (const target of targets) expect(Object.keys(ARROWS)).toContain(target);
      expect(targets).not.toContain(name);
    }
  });

  it('form no cycle', () => {
    const settled = new Set<string>();
    const walk = (name: string, path: readonly string[]): void => {
      expect(path).not.toContain(name);
      if (settled.has(name)) return;
      for (const target of ARROWS[name] ?? []) walk(target, [...path, name]);
      settled.add(name);
    };
    for (const name of Object.keys(ARROWS)) walk(name, []);
  });

  it('keep workflows and connectors strangers, and the pages away from the server', () => {
    expect(ARROWS['workflows']).not.toContain('connectors');
    expect(ARROWS['connectors']).not.toContain('workflows');
    expect([...(ARROWS['web'] ?? [])].sort()).toEqual(['contracts', 'kernel', 'ui']);
    expect(ARROWS['kernel']).toEqual([]);
  });

  it('lead to testing from no shipped source', () => {
    for (const targets of Object.values(ARROWS)) expect(targets).not.toContain('testing');
  });
});

describe.each(projects.map((project) => [project.name, project] as const))('the project %s', (name, project) => {
  it('has the one tag that its name asks for, and arrows of its own', () => {
    expect(project.tags).toEqual([`scope:${name}`]);
    expect(Object.keys(ARROWS)).toContain(name);
  });

  it('depends in package.json and tsconfig on nothing that its arrows do not name', () => {
    const folders = new Map(projects.map((other) => [other.folder, other.name]));
    const names = project.references.map((folder) => folders.get(folder) ?? folder);
    for (const target of [...project.dependencies, ...names]) expect(allowed(name, true)).toContain(target);
  });

  it('is checked with the others', () => {
    const root = JSON.stringify(readRecord('tsconfig.json')['references']);
    expect(root).toContain(`"./${project.folder}"`);
  });
});

describe.each(sources.map(({ project, files }) => [project.name, project, files] as const))(
  'the sources of %s',
  (name, project, files) => {
    it('import other projects along the arrows, and only by their front door', () => {
      const faults = files.flatMap((file) =>
        file.imports
          .filter((target) => target.startsWith('@groundswell/'))
          .filter((target) => {
            const [, word = '', ...inside] = target.split('/');
            const isStyle = inside.length === 1 && inside[0]?.endsWith('.css') === true;
            return (inside.length > 0 && !isStyle) || !allowed(name, file.isSpec).includes(word);
          })
          .map((target) => `${file.path} imports ${target}`),
      );
      expect(faults).toEqual([]);
    });

    it('never climb out of their project by a relative path', () => {
      const faults = files.flatMap((file) =>
        file.imports
          .filter((target) => target.startsWith('.'))
          .filter((target) => !normalize(join(file.path, '..', target)).startsWith(`${project.folder}/`))
          .map((target) => `${file.path} imports ${target}`),
      );
      expect(faults).toEqual([]);
    });

    it('keep the rules in domain folders free of frameworks, database and SDKs', () => {
      const outside = /^(@nestjs|typeorm|pg$|graphql$|@modelcontextprotocol|@anthropic-ai|graphile-worker|fastify)/;
      const faults = files
        .filter((file) => file.path.includes('/src/domain/'))
        .flatMap((file) =>
          file.imports.filter((target) => outside.test(target)).map((target) => `${file.path}: ${target}`),
        );
      expect(faults).toEqual([]);
    });
  },
);

describe('kernel', () => {
  it('depends on nothing at all', () => {
    const kernel = sources.find(({ project }) => project.name === 'kernel');
    const faults = (kernel?.files ?? [])
      .filter((file) => !file.isSpec)
      .flatMap((file) => file.imports.filter((target) => !target.startsWith('./')));
    expect(kernel).toBeDefined();
    expect(faults).toEqual([]);
  });
});

describe('every lib', () => {
  it('tells on one screen what it owns', () => {
    const missing = projects
      .filter(({ folder }) => folder.startsWith('libs/'))
      .filter(({ folder }) => !existsSync(join(checkout, folder, 'README.md')))
      .map(({ folder }) => folder);
    expect(missing).toEqual([]);
  });
});
