import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { resultsFolder } from './installation-file.js';

const program = process.env['CHROMIUM_PATH'];

/**
 * Walks through one real installation in a real browser. They build on each other: what the first walks set up, the later ones
 * use, and at the end every page is looked at as it is when people have worked with it.
 */
export default defineConfig({
  testDir: fileURLToPath(new URL('.', import.meta.url)),
  outputDir: `${resultsFolder}/walks`,
  globalSetup: fileURLToPath(new URL('start-installation.ts', import.meta.url)),
  workers: 2,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  globalTimeout: 15 * 60_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 10_000,
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(program === undefined || program === '' ? {} : { executablePath: program }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'set-up', testMatch: 'set-up.spec.ts' },
    { name: 'slice', testMatch: 'slice.spec.ts', dependencies: ['set-up'] },
    { name: 'care', testMatch: 'care.spec.ts', dependencies: ['slice'] },
    { name: 'governance', testMatch: 'governance.spec.ts', dependencies: ['care', 'pages'] },
    { name: 'connectors', testMatch: 'connectors.spec.ts', dependencies: ['care', 'pages'] },
    { name: 'triggers', testMatch: 'triggers.spec.ts', dependencies: ['care', 'pages'] },
    { name: 'tables', testMatch: 'tables.spec.ts', dependencies: ['care', 'pages'] },
    { name: 'runs', testMatch: 'runs.spec.ts', dependencies: ['care', 'pages'] },
    { name: 'pages', testMatch: 'pages.spec.ts', dependencies: ['slice'], fullyParallel: true },
  ],
});
