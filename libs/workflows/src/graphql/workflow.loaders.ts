import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import type { ConnectorId, ToolId } from '@groundswell/kernel';
import { type Actor, Database, notSignedIn, type RequestContext, requestLoader, type Tx } from '@groundswell/platform';
import { InheritedQuery, NOTHING_INHERITED, type Inherited } from '../inherited/inherited.query.js';
import { LineageQuery, type LineageNode } from '../lineage/lineage.query.js';
import { WorkflowLibrary } from '../library/workflow-library.js';
import type { VersionSummary } from '../library/version-summary.js';
import type { WorkflowSummary } from '../library/workflow-summary.js';
import { ToolDirectory, type DirectoryConnector } from '../ports/tool-directory.js';

const WORKFLOW = Symbol('workflow');
const VERSION = Symbol('workflow version');
const OPEN_VERSION = Symbol('open version of workflow');
const VERSIONS_OF = Symbol('versions of workflow');
const CONNECTOR = Symbol('connector as workflows know it');
const LINEAGE = Symbol('lineage');
const INHERITED = Symbol('inherited');
const WRITING_TOOLS = Symbol('writing tools');

/** Workflows and versions of a request, fetched in batches. For the resolvers of this library and of every one above. */
@Injectable()
export class WorkflowLoaders {
  constructor(
    private readonly database: Database,
    private readonly library: WorkflowLibrary,
    private readonly lineage: LineageQuery,
    private readonly inheritedQuery: InheritedQuery,
    private readonly directory: ToolDirectory,
  ) {}

  /** A workflow that something mentions, whether or not the person may open it; null when it does not exist. */
  workflow(context: RequestContext, id: string): Promise<WorkflowSummary | null> {
    return this.loader<string, WorkflowSummary | null>(context, WORKFLOW, async (tx, ids) => {
      const found = await this.library.byIds(tx, ids);
      return ids.map((key) => found.get(key) ?? null);
    }).load(id);
  }

  /** A version that something mentions, whether or not the person may open it; null when it does not exist. */
  version(context: RequestContext, id: string): Promise<VersionSummary | null> {
    return this.loader<string, VersionSummary | null>(context, VERSION, async (tx, ids) => {
      const found = await this.library.versionsByIds(tx, ids);
      return ids.map((key) => found.get(key) ?? null);
    }).load(id);
  }

  /** All versions of a workflow, the newest first. */
  versionsOf(context: RequestContext, workflowId: string): Promise<readonly VersionSummary[]> {
    return this.loader<string, readonly VersionSummary[]>(context, VERSIONS_OF, async (tx, ids) => {
      const found = await this.library.versionsOf(tx, ids);
      return ids.map((key) => found.get(key) ?? []);
    }).load(workflowId);
  }

  /** The draft or the version in review; null when there is neither. */
  openVersion(context: RequestContext, workflowId: string): Promise<VersionSummary | null> {
    return this.loader<string, VersionSummary | null>(context, OPEN_VERSION, async (tx, ids) => {
      const found = await this.library.openVersionsOf(tx, ids);
      return ids.map((key) => found.get(key) ?? null);
    }).load(workflowId);
  }

  connector(context: RequestContext, id: ConnectorId): Promise<DirectoryConnector | null> {
    return this.loader<ConnectorId, DirectoryConnector | null>(context, CONNECTOR, async (tx, ids) => {
      const found = await this.directory.describe(tx, ids);
      return ids.map((key) => found.get(key) ?? null);
    }).load(id);
  }

  /** The tree below a root, in reading order. */
  tree(context: RequestContext, rootId: string): Promise<readonly LineageNode[]> {
    return this.loader<string, readonly LineageNode[]>(context, LINEAGE, async (tx, ids, actor) => {
      const trees = await this.lineage.trees(tx, actor, ids);
      return ids.map((key) => trees.get(key) ?? []);
    }).load(rootId);
  }

  inherited(context: RequestContext, workflow: WorkflowSummary): Promise<Inherited> {
    return this.loader<WorkflowSummary, Inherited>(context, INHERITED, async (tx, workflows) => {
      const inherited = await this.inheritedQuery.ofMany(tx, workflows);
      return workflows.map((one) => inherited.get(one.id) ?? NOTHING_INHERITED);
    }).load(workflow);
  }

  writingTools(context: RequestContext): Promise<ReadonlySet<ToolId>> {
    const { organisationId } = actorOf(context);
    return requestLoader(context, WRITING_TOOLS, async () => {
      const ids = await this.database.transaction(organisationId, (tx) => this.directory.writingToolIds(tx));
      return new Set(ids);
    });
  }

  private loader<K, V>(
    context: RequestContext,
    key: symbol,
    batch: (tx: Tx, ids: readonly K[], actor: Actor) => Promise<readonly V[]>,
  ): DataLoader<K, V> {
    const actor = actorOf(context);
    return requestLoader(
      context,
      key,
      () =>
        new DataLoader<K, V>((ids) => this.database.transaction(actor.organisationId, (tx) => batch(tx, ids, actor)), {
          maxBatchSize: 500,
        }),
    );
  }
}

function actorOf(context: RequestContext): Actor {
  if (!context.actor) throw notSignedIn();
  return context.actor;
}
