export { demoSettings } from './demo-settings.js';
export type { RoleLink, RunningDemo, StartDemoOptions } from './start-demo.js';
export { startDemo } from './start-demo.js';
