import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';

/** Processor time in seconds, as the system counts it. */
export interface Busy {
  readonly atMs: number;
  readonly all: number;
  readonly ours: number;
  readonly stolen: number;
}

const TICKS = 100;

/** How long a fixed piece of work takes on one thread. It tells a round on a busy machine from one on a quiet one. */
export function probeMs(): number {
  const from = performance.now();
  let digest = Buffer.alloc(32);
  for (let round = 0; round < 60_000; round++) digest = createHash('sha256').update(digest).digest();
  return performance.now() - from;
}

/** Processor time of a process and of those of its children that have ended. */
function timeOf(pid: number): { readonly own: number; readonly ended: number; readonly parent: number } {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const at = (index: number) => Number(fields[index - 3]) / TICKS;
    return { own: at(14) + at(15), ended: at(16) + at(17), parent: Number(fields[1]) };
  } catch {
    return { own: 0, ended: 0, parent: 0 };
  }
}

/** Processor time of a process with all below it, those that have ended included: back-ends of a database come and go. */
export function treeSeconds(root: number): number {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), ...timeOf(Number(name)) }));
  const below = (pid: number): number => {
    const self = all.find((one) => one.pid === pid);
    if (self === undefined) return 0;
    const children = all.filter((one) => one.parent === pid);
    return self.own + self.ended + children.reduce((sum, child) => sum + below(child.pid), 0);
  };
  return below(root);
}

/** @param ours roots of the process trees that belong to the bench */
export function lookAround(ours: readonly number[]): Busy {
  const [, user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0, steal = 0] = (
    readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? ''
  )
    .split(/\s+/)
    .map(Number);
  return {
    atMs: performance.now(),
    all: (user + nice + system + irq + softIrq) / TICKS,
    ours: ours.reduce((sum, pid) => sum + treeSeconds(pid), 0),
    stolen: steal / TICKS,
  };
}

/** What others took between two looks, in cores. */
export function coresOfOthers(before: Busy, after: Busy): { readonly others: number; readonly stolen: number } {
  const seconds = Math.max(0.001, (after.atMs - before.atMs) / 1_000);
  const others = (after.all - before.all - (after.ours - before.ours)) / seconds;
  return { others: Math.max(0, others), stolen: (after.stolen - before.stolen) / seconds };
}

/** The machine in one line. */
export function describeMachine(): string {
  const [first] = cpus();
  return `${cpus().length} × ${first?.model.trim() ?? 'unknown'}, Node ${process.versions.node}, load ${loadavg()[0]?.toFixed(1)}`;
}
