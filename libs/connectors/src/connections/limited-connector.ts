import type { OrganisationId } from '@groundswell/kernel';

/** The connector whose limits count, over all processes of the installation. */
export interface LimitedConnector {
  readonly organisationId: OrganisationId;
  readonly connectorId: string;
}
