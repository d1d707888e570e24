import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@groundswell/audit';
import { PeopleDirectory } from './directory/people-directory.js';
import { SearchPeopleQuery } from './directory/search-people.query.js';
import { OrganisationStarters } from './set-up/organisation-starters.js';
import { IdentityLoaders } from './graphql/identity.loaders.js';
import { InvitationsResolver, OrganisationResolver, PeopleResolver, TeamsResolver } from './graphql/people.resolver.js';
import { OwnAccountResolver, SessionResolver } from './graphql/session.resolver.js';
import { InvitationsService } from './invite-person/invitations.service.js';
import { LeaverDuties } from './manage-people/leaver-duties.js';
import { ManagePeopleService } from './manage-people/manage-people.service.js';
import { CurrencyUse } from './manage-people/currency-use.js';
import { UpdateOrganisationService } from './manage-people/update-organisation.service.js';
import {
  InvitationEntity,
  OrganisationEntity,
  OrganisationRateEntity,
  PersonEntity,
  SessionEntity,
  SignInFailureEntity,
  SignInLinkEntity,
  TeamEntity,
  TeamMemberEntity,
} from './persistence/identity.entities.js';
import { SessionsService } from './sessions/sessions.service.js';
import { SetUpService } from './set-up/set-up.service.js';
import { SetUpToken } from './set-up/set-up-token.js';
import { SignInLinksService } from './sign-in/sign-in-links.service.js';
import { SignInLimits } from './sign-in/sign-in-limits.service.js';
import { SignInService } from './sign-in/sign-in.service.js';

const offered = [
  CurrencyUse,
  IdentityLoaders,
  InvitationsService,
  LeaverDuties,
  ManagePeopleService,
  OrganisationStarters,
  PeopleDirectory,
  SessionsService,
  SetUpService,
  SetUpToken,
  SignInLinksService,
  SignInService,
];

/**
 * Organisations, people and their sign-in. Needs an implementation of the port `Permissions` from a global module:
 * `policies` provides it.
 */
@Global()
@Module({
  imports: [
    AuditModule,
    TypeOrmModule.forFeature([
      InvitationEntity,
      OrganisationEntity,
      OrganisationRateEntity,
      PersonEntity,
      SessionEntity,
      SignInFailureEntity,
      SignInLinkEntity,
      TeamEntity,
      TeamMemberEntity,
    ]),
  ],
  providers: [
    ...offered,
    SearchPeopleQuery,
    SignInLimits,
    UpdateOrganisationService,
    InvitationsResolver,
    OrganisationResolver,
    OwnAccountResolver,
    PeopleResolver,
    SessionResolver,
    TeamsResolver,
  ],
  exports: offered,
})
export class IdentityModule {}
