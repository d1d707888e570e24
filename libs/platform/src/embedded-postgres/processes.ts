import { readFile } from 'node:fs/promises';
import { hasCode } from './embedded-postgres.errors.js';

/** Whether a process with this id lives, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

/** The command line of a process; empty for a zombie, null where the system does not tell. */
export async function commandLine(pid: number): Promise<string | null> {
  if (process.platform !== 'linux') return null;
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ').trim();
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ESRCH')) return '';
    if (hasCode(error, 'EACCES', 'EPERM')) return null;
    throw error;
  }
}

/** Tells a process from a later one with the same id; empty where the system does not say when a process began. */
export async function birthMark(pid: number): Promise<string> {
  if (process.platform !== 'linux') return '';
  try {
    const line = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces and brackets itself; the start time is the 20th field behind it.
    return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ESRCH', 'EACCES')) return '';
    throw error;
  }
}
