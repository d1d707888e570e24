import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@groundswell/audit';
import { AskRequestService } from './ask-request/ask-request.service.js';
import { RequestSubjects } from './ask-request/request-subjects.service.js';
import { GrantRequestService } from './grant-request/grant-request.service.js';
import { HandOversResolver } from './graphql/hand-overs.resolver.js';
import { AnswerRequestsResolver, RequestAskersResolver, RequestsResolver } from './graphql/requests.resolver.js';
import { HandOverService } from './hand-over/hand-over.service.js';
import { HandOversQuery } from './hand-over/hand-overs.query.js';
import { LeaversService } from './hand-over/leavers.service.js';
import { RequestJournal } from './persistence/request-journal.js';
import { RequestAskerEntity, RequestEntity } from './persistence/request.entity.js';
import { RequestsRepository } from './persistence/requests.repository.js';
import { RefuseRequestService } from './refuse-request/refuse-request.service.js';
import { RequestsInboxQuery } from './show-requests/requests-inbox.query.js';
import { ShowRequestsQuery } from './show-requests/show-requests.query.js';
import { SimulateRequestQuery } from './simulate-request/simulate-request.query.js';
import { RequestSimulationResolver } from './graphql/request-simulation.resolver.js';
import { WithdrawRequestService } from './withdraw-request/withdraw-request.service.js';

const offered = [
  AskRequestService,
  GrantRequestService,
  HandOverService,
  HandOversQuery,
  RefuseRequestService,
  RequestsInboxQuery,
  ShowRequestsQuery,
  SimulateRequestQuery,
  WithdrawRequestService,
];

/** Requests to stewards, and the workflows of those who left. Needs the modules of workflows, connectors and runs beside it. */
@Global()
@Module({
  imports: [AuditModule, TypeOrmModule.forFeature([RequestAskerEntity, RequestEntity])],
  providers: [
    ...offered,
    LeaversService,
    RequestJournal,
    RequestsRepository,
    RequestSubjects,
    AnswerRequestsResolver,
    HandOversResolver,
    RequestAskersResolver,
    RequestSimulationResolver,
    RequestsResolver,
  ],
  exports: offered,
})
export class ProgrammeModule {}
