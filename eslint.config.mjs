import { createProjectGraphAsync } from '@nx/devkit';
import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { ARROWS, MAY_USE_TESTING } from './scripts/arrows.mjs';

// The boundary rule reads the cached graph and is silent without one: make it, so that a bare `eslint` judges too.
process.env.NX_DAEMON ??= 'false';
await createProjectGraphAsync();

const SPECS = ['**/*.spec.ts', '**/*.int-spec.ts', '**/*.spec.tsx', '**/*.fixture.ts', 'test/**/*.ts'];

/** The arrows between projects; `testing` may be entered from specs only. */
function boundaries(more) {
  return [
    'error',
    {
      enforceBuildableLibDependency: false,
      allow: [],
      // Specs of a lib use the harness, and the harness uses the libs: no cycle of what is shipped.
      ignoredCircularDependencies: MAY_USE_TESTING.map((name) => [`@groundswell/${name}`, '@groundswell/testing']),
      depConstraints: Object.entries(ARROWS).map(([name, targets]) => ({
        sourceTag: `scope:${name}`,
        onlyDependOnLibsWithTags: [...new Set([...targets, ...(MAY_USE_TESTING.includes(name) ? more : [])])].map(
          (target) => `scope:${target}`,
        ),
      })),
    },
  ];
}

const FORBIDDEN_SYNTAX = [
  {
    selector: 'TSAsExpression > TSAsExpression[typeAnnotation.type="TSUnknownKeyword"]',
    message: 'A cast through unknown hides a wrong type: narrow the value instead.',
  },
  {
    selector: 'CallExpression[callee.object.name="jest"][callee.property.name=/^(mock|unstable_mockModule|doMock)$/]',
    message: 'Replace a port through the container, not a module.',
  },
  { selector: 'ExportAllDeclaration', message: 'Export by name, so that what others may use is written down.' },
];

const TIMERS = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'];

function readonly(names) {
  return Object.fromEntries(names.map((name) => [name, 'readonly']));
}

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/out-tsc/',
      '**/node_modules/',
      '**/generated/',
      '.nx/',
      'coverage/',
      'test-results/',
      'playwright-report/',
    ],
  },
  {
    // Rules are kept or changed for all, not switched off line by line.
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
  },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@nx/enforce-module-boundaries': boundaries([]),
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      // Numbers and flags read well in a sentence; what would print as [object Object] is still refused.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // `(line) => log(line)` says what it does.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Modules and GraphQL types are classes without members by the nature of their frameworks.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowStaticOnly: true }],
      // GraphQL types and entities are shapes with metadata, never asked for their prototype.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      // A brand that the caller names: newId<RunId>().
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // Control characters are what input is searched for.
      'no-control-regex': 'off',
      // An interface may ask for a promise that one of its implementations has at once.
      '@typescript-eslint/require-await': 'off',
      'no-restricted-syntax': ['error', ...FORBIDDEN_SYNTAX],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Settings are read in one place: libs/platform/src/settings.' },
      ],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      // Nothing that a user writes is ever evaluated as code; functions made of texts are refused by no-implied-eval.
      'no-eval': 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 400 }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: SPECS,
    rules: {
      '@nx/enforce-module-boundaries': boundaries(['testing']),
      // expect(service.method) and expect.any(…) are how a spec speaks.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      // A spec that starts a process passes its environment on.
      'no-restricted-properties': 'off',
    },
  },
  {
    files: ['libs/platform/src/settings/**/*.ts', 'test/**/*.ts', '**/*.config.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['apps/web/**/*.{ts,tsx}', 'libs/ui/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    // A page has no other log than the browser's.
    rules: { 'no-console': ['error', { allow: ['error', 'warn'] }] },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: readonly(['process', 'console', 'Buffer', 'URL', 'fetch', 'AbortController', ...TIMERS]),
    },
  },
  {
    files: ['apps/web/public/**/*.js'],
    languageOptions: { globals: readonly(['window', 'document', 'localStorage', 'matchMedia', ...TIMERS]) },
  },
);
