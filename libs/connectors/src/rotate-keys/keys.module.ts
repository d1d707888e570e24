import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@groundswell/audit';
import { ConnectorEntity, DataKeyEntity } from '../persistence/connector.entities.js';
import { SecretVault } from '../secrets/secret-vault.service.js';
import { RotateKeysService } from './rotate-keys.service.js';

/** The keys of secrets alone: for a command that rotates them, and for libraries above that keep secrets of their own. */
@Module({
  imports: [AuditModule, TypeOrmModule.forFeature([ConnectorEntity, DataKeyEntity])],
  providers: [RotateKeysService, SecretVault],
  exports: [RotateKeysService, SecretVault],
})
export class KeysModule {}
