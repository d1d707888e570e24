import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@groundswell/audit';
import { KeysModule } from '@groundswell/connectors';
import { ChangeWebhookService } from './change-webhook/change-webhook.service.js';
import { PauseWebhooks } from './change-webhook/pause-webhooks.js';
import { WebhookJournal } from './change-webhook/webhook-journal.js';
import { WebhookDeliveryResolver, WebhookFieldsResolver } from '../graphql/webhook-fields.resolver.js';
import { WebhooksResolver } from '../graphql/webhooks.resolver.js';
import { WebhookDeliveryEntity, WebhookEntity, WebhookSecretEntity } from '../persistence/webhook.entity.js';
import { DeliveryBook } from './receive-webhook/delivery-book.js';
import { ReceiveWebhookService } from './receive-webhook/receive-webhook.service.js';
import { WebhookSecrets } from './receive-webhook/webhook-secrets.js';
import { SaveWebhookService } from './save-webhook/save-webhook.service.js';
import { WebhookAccess } from './show-webhooks/webhook-access.js';
import { WebhooksQuery } from './show-webhooks/webhooks.query.js';
import { StartUnattendedModule } from '../start-unattended/start-unattended.module.js';

/** Workflows that other systems start. Needs the engine, which is global. */
@Module({
  imports: [
    AuditModule,
    KeysModule,
    StartUnattendedModule,
    TypeOrmModule.forFeature([WebhookDeliveryEntity, WebhookEntity, WebhookSecretEntity]),
  ],
  providers: [
    ChangeWebhookService,
    DeliveryBook,
    PauseWebhooks,
    ReceiveWebhookService,
    SaveWebhookService,
    WebhookAccess,
    WebhookDeliveryResolver,
    WebhookFieldsResolver,
    WebhookJournal,
    WebhooksQuery,
    WebhooksResolver,
    WebhookSecrets,
  ],
  exports: [ChangeWebhookService, ReceiveWebhookService, SaveWebhookService],
})
export class WebhooksModule {}
