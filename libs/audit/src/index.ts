export { AuditModule } from './audit.module.js';
export type { AuditRecord } from './audit-writer.js';
export { AuditWriter } from './audit-writer.js';
export type { ChainVerdict } from './domain/audit-chain.js';
export { VerifyAuditQuery } from './verify/verify-audit.query.js';
