import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditWriter } from './audit-writer.js';
import { AuditResolver } from './graphql/audit.resolver.js';
import { AuditEntryEntity, AuditHeadEntity } from './persistence/audit-entry.entity.js';
import { SearchAuditQuery } from './search/search-audit.query.js';
import { VerifyAuditQuery } from './verify/verify-audit.query.js';

@Module({
  imports: [TypeOrmModule.forFeature([AuditEntryEntity, AuditHeadEntity])],
  providers: [AuditWriter, AuditResolver, SearchAuditQuery, VerifyAuditQuery],
  exports: [AuditWriter, VerifyAuditQuery],
})
export class AuditModule {}
