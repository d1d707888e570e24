import type { JsonObject, ToolId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import type { GovernedTool } from '@groundswell/policies';
import type { VersionBinding } from '@groundswell/workflows';

/** A tool that a version binds, with what the stack, the model and a rehearsal need to know of it. */
export interface OfferedBinding {
  readonly toolId: ToolId;
  readonly governed: GovernedTool;
  /** The connector's short name. */
  readonly slug: string;
  readonly description: string;
  readonly inputSchema: JsonObject;
}

/** Reads what versions bind from the connectors. */
export abstract class ToolOffers {
  abstract boundTools(tx: Tx, bindings: readonly VersionBinding[]): Promise<readonly OfferedBinding[]>;
}
