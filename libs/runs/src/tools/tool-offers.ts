import type { JsonObject, PersonId, ToolId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import type { GovernedTool } from '@groundswell/policies';
import type { VersionBinding } from '@groundswell/workflows';
import type { MissingCredential } from '../start-run/run-refusal.js';

/** A tool that a version binds, with what the stack, the model and a rehearsal need to know of it. */
export interface OfferedBinding {
  readonly toolId: ToolId;
  readonly governed: GovernedTool;
  /** The connector's short name. */
  readonly slug: string;
  readonly description: string;
  readonly inputSchema: JsonObject;
  /** The argument that the engine fills with the key of a call; null when the tool knows none. */
  readonly idempotencyArgument: string | null;
  /** The name of the tool that shows beforehand what this one changes. */
  readonly previewName: string | null;
}

/** Reads what versions bind from the connectors. */
export abstract class ToolOffers {
  abstract boundTools(tx: Tx, bindings: readonly VersionBinding[]): Promise<readonly OfferedBinding[]>;

  /** The first connector that cannot be used for want of a credential: the house's, or the person's own. */
  abstract missingCredential(
    tx: Tx,
    personId: PersonId,
    bindings: readonly VersionBinding[],
  ): Promise<MissingCredential | null>;
}
