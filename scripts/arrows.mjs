/**
 * Which project may import which: the house's directions, one line each, without wildcards. ESLint judges imports by it and
 * test/architecture the projects themselves.
 */
const SERVICES = ['kernel', 'platform', 'audit', 'identity', 'policies'];
const ENGINE = [...SERVICES, 'workflows', 'connectors', 'runs'];
const ALL = [...ENGINE, 'savings', 'programme', 'analytics'];

export const ARROWS = {
  kernel: [],
  contracts: ['kernel'],
  ui: ['kernel'],
  web: ['kernel', 'contracts', 'ui'],
  platform: ['kernel'],
  migrations: ['kernel', 'platform'],
  audit: ['kernel', 'platform'],
  identity: ['kernel', 'platform', 'audit'],
  policies: ['kernel', 'platform', 'audit', 'identity'],
  workflows: SERVICES,
  connectors: SERVICES,
  runs: [...SERVICES, 'workflows', 'connectors'],
  savings: ENGINE,
  programme: [...ENGINE, 'savings'],
  analytics: [...ENGINE, 'savings', 'programme'],
  server: [...ALL, 'contracts', 'migrations'],
  demo: [...ALL, 'migrations', 'server'],
  cli: [...ALL, 'migrations', 'server', 'demo'],
  // What a spec stands on; entered from specs only.
  testing: [...SERVICES, 'workflows', 'connectors', 'runs', 'migrations'],
};

/** The projects whose specs may enter `testing`. */
export const MAY_USE_TESTING = Object.keys(ARROWS).filter(
  (name) => !['kernel', 'contracts', 'ui', 'web', 'testing'].includes(name),
);
