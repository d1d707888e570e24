/** Specs of every project: swc compiles with decorator metadata, modules stay ESM, and libs are read from their sources. */
if (
  !process.execArgv.includes('--experimental-vm-modules') &&
  !/--experimental-vm-modules/.test(process.env.NODE_OPTIONS ?? '')
) {
  throw new Error(
    'Jest needs ESM support: run `npm run jest -- <path>` or set NODE_OPTIONS=--experimental-vm-modules.',
  );
}

const swc = (jsx) => [
  '@swc/jest',
  {
    swcrc: false,
    sourceMaps: 'inline',
    module: { type: 'es6' },
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true, tsx: jsx },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        useDefineForClassFields: false,
        ...(jsx ? { react: { runtime: 'automatic' } } : {}),
      },
    },
  },
];

const shared = {
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '\\.ts$': swc(false), '\\.tsx$': swc(true) },
  moduleNameMapper: {
    '^@groundswell/migrations$': '<rootDir>/prisma-free-migrations/src/index.ts',
    '^@groundswell/(server|cli)$': '<rootDir>/apps/$1/src/index.ts',
    '^@groundswell/([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['/dist/', '/out-tsc/'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/out-tsc/'],
  watchPathIgnorePatterns: ['/node_modules/', '/dist/', '/out-tsc/', '/\\.nx/'],
};

export default {
  // A database is cloned for each file that asks for one; more workers than cores only make them wait for each other.
  maxWorkers: '100%',
  // Modules of a spec file stay in memory for good under ESM: a worker that holds too many begins anew before it only collects.
  workerIdleMemoryLimit: '1GB',
  testTimeout: 40_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testEnvironment: 'node',
      roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/prisma-free-migrations', '<rootDir>/test'],
      testMatch: ['**/*.spec.ts'],
      testPathIgnorePatterns: [...shared.testPathIgnorePatterns, '<rootDir>/test/web/'],
    },
    {
      ...shared,
      displayName: 'int',
      testEnvironment: 'node',
      roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/prisma-free-migrations', '<rootDir>/test'],
      testMatch: ['**/*.int-spec.ts'],
    },
    {
      ...shared,
      displayName: 'web',
      testEnvironment: 'jsdom',
      roots: ['<rootDir>/apps', '<rootDir>/libs'],
      testMatch: ['**/*.spec.tsx'],
    },
  ],
};
