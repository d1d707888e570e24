import { execFile } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { LaunchPlan } from '../catalogue/launch-plan.js';

const run = promisify(execFile);
const PROBE_MS = 5_000;

/** What every program needs to start at all. */
const SYSTEM = ['/usr', '/bin', '/sbin', '/lib', '/lib64', '/lib32', '/nix/store'];
const NETWORK_FILES = [
  '/etc/resolv.conf',
  '/etc/hosts',
  '/etc/nsswitch.conf',
  '/etc/ssl',
  '/etc/ca-certificates',
  '/etc/pki',
  '/etc/localtime',
];

/** A command line that starts a program confined. */
export interface Confined {
  readonly command: string;
  readonly arguments: readonly string[];
}

/** Confines stdio processes with bubblewrap where the system has it, and says plainly where it has not. */
export class Sandbox {
  private constructor(private readonly bwrap: string | null) {}

  /** A sandbox that confines nothing. */
  static none(): Sandbox {
    return new Sandbox(null);
  }

  /**
   * Looks for a bubblewrap that works here: in many containers it is installed and may not make namespaces.
   * @param searchPath folders to look in.
   */
  static async detect(searchPath: readonly string[] = ['/usr/bin', '/usr/local/bin', '/bin']): Promise<Sandbox> {
    const found = searchPath.map((folder) => `${folder}/bwrap`).find((path) => existsSync(path));
    if (found === undefined) return Sandbox.none();
    const candidate = new Sandbox(found);
    const trial = candidate.confine(
      { command: '/bin/true', arguments: [], readable: [], writable: [], network: 'none' },
      '/tmp',
    );
    try {
      await run(trial.command, [...trial.arguments], { timeout: PROBE_MS, env: {} });
      return candidate;
    } catch {
      return Sandbox.none();
    }
  }

  get available(): boolean {
    return this.bwrap !== null;
  }

  /** The command line that starts the plan inside: it sees its program, its grants, an empty /tmp, and nothing else. */
  confine(plan: Omit<LaunchPlan, 'variables' | 'files'>, workFolder: string): Confined {
    if (this.bwrap === null) return { command: plan.command, arguments: plan.arguments };
    const program = realpathSync(plan.command);
    const readOnly = [...SYSTEM, dirname(program), ...plan.readable, ...(plan.network === 'open' ? NETWORK_FILES : [])];
    const flags = [
      '--unshare-all',
      ...(plan.network === 'open' ? ['--share-net'] : []),
      '--die-with-parent',
      '--new-session',
      ...['--proc', '/proc'],
      ...['--dev', '/dev'],
      ...['--tmpfs', '/tmp'],
      ...readOnly.flatMap((path) => ['--ro-bind-try', path, path]),
      ...plan.writable.flatMap((path) => ['--bind', path, path]),
      ...['--bind', workFolder, workFolder],
      ...['--chdir', workFolder],
    ];
    return { command: this.bwrap, arguments: [...flags, '--', program, ...plan.arguments] };
  }
}
