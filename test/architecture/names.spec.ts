import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkout, findFiles, findProjects, readSources } from './projects.js';

const projects = findProjects();
const files = projects.flatMap((project) => findFiles(project.folder));
const sources = projects.flatMap((project) => readSources(project));

/** What a file may be, told by the word before its extension. */
const ROLES = [
  ...[
    'entity',
    'entities',
    'repository',
    'service',
    'query',
    'resolver',
    'type',
    'input',
    'loader',
    'loaders',
    'module',
  ],
  ...['errors', 'events', 'job', 'subscriber', 'port', 'token', 'decorators', 'guard', 'filter', 'enums'],
];
const SOURCE_NAME = new RegExp(
  `^[a-z0-9]+(-[a-z0-9]+)*(\\.(${ROLES.join('|')}))?(\\.(spec|int-spec|fixture))?\\.tsx?$`,
);
const VAGUE = /(^|[/.-])(utils?|helpers?|common|misc|shared|stuff|v\d+)([/.-]|$)/;
const MAX_LINES = 400;

describe('names of files', () => {
  it('are kebab-case with a role of the closed set', () => {
    expect(sources.map(({ path }) => path).filter((path) => !SOURCE_NAME.test(basename(path)))).toEqual([]);
  });

  it('say what is inside', () => {
    // Folders of what a page's parts have in common are named by the web's own layout.
    expect(files.filter((path) => VAGUE.test(path) && !path.endsWith('.graphql'))).toEqual([]);
  });
});

describe('sources', () => {
  it('fit into a file that has one job', () => {
    const long = sources.filter(({ text }) => text.split('\n').length > MAX_LINES + 1).map(({ path }) => path);
    expect(long).toEqual([]);
  });

  it('carry no switch that silences a check', () => {
    const silenced = /eslint-disable|@ts-(ignore|nocheck|expect-error)|prettier-ignore|istanbul ignore/;
    expect(sources.filter(({ text }) => silenced.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('hold no empty catch', () => {
    const empty = /catch\s*(\([^)]*\))?\s*\{\s*\}/;
    expect(sources.filter(({ text }) => empty.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('skip no spec without a condition, and focus none', () => {
    const switched = /\b(it|test|describe)\.(only|todo)\b|\b(x|f)(it|describe)\(|\b(it|test|describe)\.skip\(/;
    const faults = sources.filter(({ isSpec, text }) => isSpec && switched.test(text)).map(({ path }) => path);
    expect(faults).toEqual([]);
  });
});

describe('front doors of libs', () => {
  it('export by name', () => {
    const faults = projects
      .filter(({ folder }) => folder.startsWith('libs/'))
      .filter(({ folder }) => /export \*/.test(readFileSync(join(checkout, folder, 'src/index.ts'), 'utf8')))
      .map(({ folder }) => folder);
    expect(faults).toEqual([]);
  });
});
