import { parseArgs } from 'node:util';
import { batchMemory } from './figures/batches.js';
import { governedCall, liveUpdate, policyDecision, runOverhead, takeOver, workers } from './figures/runs.js';
import { Harness } from './harness.js';
import { describeMachine } from './machine.js';
import { Stage } from './stage.js';

type Bench = (harness: Harness, stage: Stage) => Promise<void>;

/** The benches by the name of their group, in the order in which they run. */
const BENCHES: Readonly<Record<string, Readonly<Record<string, Bench>>>> = {
  runs: {
    'run-overhead': runOverhead,
    'runs-with-workers': workers,
    'governed-call': governedCall,
    'policy-decision': policyDecision,
    'take-over': takeOver,
    'live-update': liveUpdate,
    'batch-memory': batchMemory,
  },
};

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    json: { type: 'string' },
    short: { type: 'boolean', default: false },
  },
});
const chosen = Object.entries(BENCHES).flatMap(([group, benches]) =>
  Object.entries(benches).filter(
    ([name]) => values.only === undefined || values.only === group || values.only === name,
  ),
);
if (chosen.length === 0) {
  const names = Object.entries(BENCHES).map(([group, benches]) => `${group} (${Object.keys(benches).join(', ')})`);
  process.stderr.write(`There is no such bench. There are: ${names.join('; ')}.\n`);
} else {
  process.stderr.write(`${describeMachine()}\n`);
  const stage = await Stage.set();
  const postmaster = await stage.postmaster();
  const harness = new Harness({
    short: values.short,
    jsonFile: values.json ?? null,
    ours: () => [process.pid, postmaster],
  });
  try {
    for (const [name, bench] of chosen) {
      process.stderr.write(`${name} …\n`);
      await bench(harness, stage).catch((error: unknown) => {
        process.stdout.write(
          `${name} could not be measured: ${error instanceof Error ? error.message : String(error)}\n`,
        );
      });
    }
  } finally {
    await stage.close();
  }
}
process.exit(0);
