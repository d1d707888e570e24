import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { LOGGER, type Logger, Queue, Settings } from '@groundswell/platform';
import { ListLogsQuery } from '../verify/list-logs.query.js';
import { PruneAuditService } from './prune-audit.service.js';

const EVERY_NIGHT = { cron: '23 2 * * *', makeGoodMs: 24 * 3_600_000 };

/** Retention by the operator's setting, every night. */
@Injectable()
export class PruneAuditJob implements OnModuleInit {
  constructor(
    private readonly queue: Queue,
    private readonly settings: Settings,
    private readonly logs: ListLogsQuery,
    private readonly prune: PruneAuditService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.queue.registerRecurring('audit.prune', EVERY_NIGHT, async () => {
      const days = this.settings.auditDays;
      if (days === 0) return;
      for (const organisationId of await this.logs.all()) {
        // A log that does not verify is somebody's to look at; it does not keep the others from being pruned.
        await this.prune.prune(organisationId, days).catch((error: unknown) => {
          this.logger.error({ err: error, organisationId }, 'An audit log was not pruned.');
        });
      }
    });
  }
}
