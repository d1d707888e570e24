import { type DynamicModule, Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import type { ApolloDriverConfig } from '@nestjs/apollo';
import { type PlatformParts, PlatformModule } from '@groundswell/platform';
import { AuditModule } from '@groundswell/audit';
import { IdentityModule } from '@groundswell/identity';
import { PoliciesModule } from '@groundswell/policies';
import { WorkflowsModule } from '@groundswell/workflows';
import { ConnectorsModule } from '@groundswell/connectors';
import { RunsModule } from '@groundswell/runs';
import { SavingsModule } from '@groundswell/savings';
import { ProgrammeModule } from '@groundswell/programme';
import { AnalyticsModule } from '@groundswell/analytics';
import { graphqlOptions } from './graphql/graphql-face.js';
import { RequestContexts } from './http/request-context.js';

/** Everything a process is made of. No logic here: only what stands beside what. */
@Module({})
export class AppModule {
  static with(parts: PlatformParts): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(parts),
        AuditModule,
        IdentityModule,
        PoliciesModule,
        WorkflowsModule,
        ConnectorsModule,
        RunsModule,
        SavingsModule,
        ProgrammeModule,
        AnalyticsModule,
        FacesModule,
        ...(parts.settings.faces === 'none' ? [] : [graphqlFace()]),
      ],
    };
  }
}

function graphqlFace(): DynamicModule {
  return GraphQLModule.forRootAsync<ApolloDriverConfig>({ ...graphqlOptions, imports: [FacesModule] });
}

@Module({ providers: [RequestContexts], exports: [RequestContexts] })
export class FacesModule {}
