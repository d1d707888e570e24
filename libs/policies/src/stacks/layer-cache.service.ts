import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { OrganisationId, WorkflowId } from '@groundswell/kernel';
import { PeopleDirectory } from '@groundswell/identity';
import { Signals, type Tx } from '@groundswell/platform';
import type { RuleException } from '../domain/exception.js';
import { CompiledLayer } from '../domain/layer.js';
import { LAYERS_SIGNAL } from '../domain/policies.events.js';
import { connectorIdsIn, type Vocabulary } from '../domain/sentence.js';
import type { PolicyState } from '../domain/simulation.js';
import { stackOf, type Ancestor } from '../domain/stack.js';
import { OpenExceptionsQuery } from '../persistence/open-exceptions.query.js';
import { PolicyLayersQuery, type StoredLayer } from '../persistence/policy-layers.query.js';
import { LayerTargets } from '../ports/layer-targets.js';
import { LineagePort } from '../ports/lineage.port.js';

/** Signals make a change felt at once; should one get lost, this bounds how long an old layer can still be believed. */
const TRUSTED_MS = 500;
/** Names of connectors in sentences may lag this long: they decide nothing. */
const NAMES_TRUSTED_MS = 30_000;
const REMEMBERED_ORGANISATIONS = 500;
const REMEMBERED_STACKS = 5_000;

/** A layer, ready to judge, with what is shown of it. */
export interface ReadyLayer extends StoredLayer {
  readonly compiled: CompiledLayer;
}

/** The stack of one workflow, in the order of the explanation. */
export interface WorkflowStack {
  /** From the root down to the workflow itself. */
  readonly ancestry: readonly Ancestor[];
  readonly layers: readonly ReadyLayer[];
  readonly compiled: readonly CompiledLayer[];
  /** Of this workflow, not ended; whether they have an effect is judged at the moment of the question. */
  readonly exceptions: readonly RuleException[];
  readonly vocabulary: Vocabulary;
}

interface Entry {
  readonly layers: readonly ReadyLayer[];
  readonly exceptions: ReadonlyMap<string, readonly RuleException[]>;
  readonly vocabulary: Vocabulary;
  readonly fingerprint: string;
  readonly loadedAtMs: number;
  checkedAtMs: number;
  readonly stacks: Map<string, { readonly stack: WorkflowStack; readonly atMs: number }>;
}

/**
 * The compiled layers of each organisation. A layer version is compiled once per process; a change anywhere is felt by
 * every process at its next decision, at the latest after half a second.
 */
@Injectable()
export class LayerCache implements OnModuleInit, OnModuleDestroy {
  private readonly entries = new Map<OrganisationId, Entry>();
  /** Counts what was forgotten, so that a load that began before a change is not kept after it. */
  private generation = 0;
  private readonly writers = new WeakSet<Tx>();
  private readonly endings: (() => void)[] = [];

  constructor(
    private readonly query: PolicyLayersQuery,
    private readonly openExceptions: OpenExceptionsQuery,
    private readonly lineage: LineagePort,
    private readonly targets: LayerTargets,
    private readonly directory: PeopleDirectory,
    private readonly signals: Signals,
  ) {}

  onModuleInit(): void {
    this.endings.push(
      this.signals.listen(LAYERS_SIGNAL, (organisationId) => this.forget(organisationId as OrganisationId)),
      this.signals.listen('reconnected', () => {
        this.generation++;
        this.entries.clear();
      }),
    );
  }

  onModuleDestroy(): void {
    for (const end of this.endings) end();
  }

  forget(organisationId: OrganisationId): void {
    this.generation++;
    this.entries.delete(organisationId);
  }

  /** From now on that transaction sees its own change, and nobody else does before it commits. */
  readFreshIn(tx: Tx): void {
    this.writers.add(tx);
  }

  /** The stack that governs a workflow; null when there is no such workflow in the organisation of the transaction. */
  async findStack(tx: Tx, workflowId: WorkflowId): Promise<WorkflowStack | null> {
    const { layers, exceptions, vocabulary, stacks } = await this.entry(tx);
    const now = performance.now();
    const known = stacks.get(workflowId);
    if (known && now - known.atMs < TRUSTED_MS) return known.stack;
    const ancestry = await this.lineage.ancestry(tx, workflowId);
    if (ancestry.length === 0) return null;
    const ordered = stackOf(layers, ancestry);
    const stack = {
      ancestry,
      layers: ordered,
      compiled: ordered.map((layer) => layer.compiled),
      exceptions: exceptions.get(workflowId) ?? [],
      vocabulary,
    };
    if (stacks.size >= REMEMBERED_STACKS) stacks.clear();
    stacks.set(workflowId, { stack, atMs: now });
    return stack;
  }

  /** All layers and open exceptions as they are now, with the words to say them in. */
  async present(tx: Tx): Promise<PolicyState & { readonly vocabulary: Vocabulary }> {
    const { layers, exceptions, vocabulary } = await this.entry(tx);
    return { layers: layers.map((layer) => layer.compiled), exceptions, vocabulary };
  }

  // Time is taken from the machine and not from the injected clock: a simulated year must not make a cache old.
  private async entry(tx: Tx): Promise<Entry> {
    const { organisationId } = tx.scope;
    const now = performance.now();
    if (this.writers.has(tx)) return this.load(tx, organisationId, undefined, { fingerprint: '', now });
    const known = this.entries.get(organisationId);
    if (known && now - known.checkedAtMs < TRUSTED_MS) return known;
    const { generation } = this;
    // Taken before the layers: a change in between makes the next check fail, and not pass wrongly.
    const fingerprint = await this.query.fingerprint(tx, organisationId);
    if (known?.fingerprint === fingerprint && now - known.loadedAtMs < NAMES_TRUSTED_MS) {
      known.checkedAtMs = now;
      return known;
    }
    const loaded = await this.load(tx, organisationId, known, { fingerprint, now });
    if (generation === this.generation) this.keep(organisationId, loaded);
    return loaded;
  }

  private keep(organisationId: OrganisationId, entry: Entry): void {
    const [oldest] = this.entries.keys();
    if (this.entries.size >= REMEMBERED_ORGANISATIONS && oldest !== undefined) this.entries.delete(oldest);
    this.entries.delete(organisationId);
    this.entries.set(organisationId, entry);
  }

  private async load(
    tx: Tx,
    organisationId: OrganisationId,
    known: Entry | undefined,
    { fingerprint, now }: { fingerprint: string; now: number },
  ): Promise<Entry> {
    const stored = await this.query.all(tx, organisationId);
    const before = new Map(known?.layers.map((layer) => [layer.id, layer]));
    // By digest and not by number: a transaction that rolled back may have shown us a version that never came to be.
    const layers = stored.map((layer) => {
      const same = before.get(layer.id);
      const compiled = same?.version === layer.version && same.digest === layer.digest ? same.compiled : null;
      return { ...layer, compiled: compiled ?? new CompiledLayer(layer) };
    });
    const { currency } = await this.directory.getOrganisation(tx, organisationId);
    const names = await this.targets.names(tx, 'connector', connectorIdsIn(stored));
    return {
      layers,
      exceptions: await this.openExceptions.byWorkflow(tx, organisationId),
      vocabulary: { currency, names },
      fingerprint,
      loadedAtMs: now,
      checkedAtMs: now,
      stacks: new Map(),
    };
  }
}
