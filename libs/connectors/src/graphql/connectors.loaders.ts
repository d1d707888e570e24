import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { Database, notSignedIn, type RequestContext, requestLoader } from '@groundswell/platform';
import { ConnectorsRepository, type StoredConnector, type StoredTool } from '../persistence/connectors.repository.js';

const CONNECTOR = Symbol('connector');
const TOOLS_OF = Symbol('tools of connector');
const TOOL = Symbol('tool');

/** Connectors and tools of a request, fetched in batches. */
@Injectable()
export class ConnectorsLoaders {
  constructor(
    private readonly database: Database,
    private readonly repository: ConnectorsRepository,
  ) {}

  connector(context: RequestContext, id: string): Promise<StoredConnector> {
    const { organisationId } = actorOf(context);
    const make = () =>
      new DataLoader<string, StoredConnector>(async (ids) => {
        const rows = await this.database.transaction(organisationId, (tx) => this.repository.byIds(tx, ids));
        return ids.map((key) => rows.find((row) => row.id === key) ?? new Error('This connector is unknown.'));
      });
    return requestLoader(context, CONNECTOR, make).load(id);
  }

  /** The tools of a connector in its present version. */
  toolsOf(context: RequestContext, connectorId: string): Promise<StoredTool[]> {
    const { organisationId } = actorOf(context);
    const make = () =>
      new DataLoader<string, StoredTool[]>(
        async (ids) => {
          const rows = await this.database.transaction(organisationId, (tx) => this.repository.toolsOf(tx, ids));
          return ids.map((key) => rows.filter((row) => row.connectorId === key));
        },
        // A mutation and what it answers with share a request: what was read before the change would be shown after it.
        { cache: false },
      );
    return requestLoader(context, TOOLS_OF, make).load(connectorId);
  }

  tool(context: RequestContext, id: string): Promise<StoredTool> {
    const { organisationId } = actorOf(context);
    const make = () =>
      new DataLoader<string, StoredTool>(async (ids) => {
        const rows = await this.database.transaction(organisationId, (tx) => this.repository.toolsByIds(tx, ids));
        return ids.map((key) => rows.find((row) => row.id === key) ?? new Error('This tool is unknown.'));
      });
    return requestLoader(context, TOOL, make).load(id);
  }
}

function actorOf(context: RequestContext) {
  if (!context.actor) throw notSignedIn();
  return context.actor;
}
