import { Controller, Get, Header } from '@nestjs/common';
import { Public } from '@groundswell/platform';
import { AuthorizationServers, CLIENT_DOCUMENT_PATH } from './authorization-server.js';

/** The document by which authorization servers know us, where they read one instead of having us register. */
@Controller()
export class ClientDocumentController {
  constructor(private readonly servers: AuthorizationServers) {}

  @Public('Authorization servers of connectors read it; it holds nothing but our name and the page to come back to.')
  @Get(CLIENT_DOCUMENT_PATH)
  @Header('content-type', 'application/json')
  read() {
    return { client_id: this.servers.clientId, ...this.servers.clientDocument() };
  }
}
