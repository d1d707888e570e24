import type { CodegenConfig } from '@graphql-codegen/cli';

// Run from the root: npx graphql-codegen --config libs/contracts/codegen.ts
// Documents are kept as strings: the parsed form of some seventy operations would weigh more than the pages that use them.
const config: CodegenConfig = {
  schema: 'libs/contracts/schema.graphql',
  documents: ['apps/web/src/**/*.graphql'],
  generates: {
    'libs/contracts/src/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        enumsAsTypes: true,
        useTypeImports: true,
        emitLegacyCommonJSImports: false,
        importExtension: '.js',
        defaultScalarType: 'unknown',
        strictScalars: true,
        pureMagicComment: true,
        scalars: {
          ID: { input: 'string', output: 'string' },
          DateTime: 'string',
          JSON: 'unknown',
          Micros: 'number',
          PicoUsd: 'string',
        },
      },
    },
  },
  hooks: { afterAllFileWrite: ['node libs/contracts/write-index.mjs'] },
};

export default config;
