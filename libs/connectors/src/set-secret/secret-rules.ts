import { Injectable } from '@nestjs/common';
import { invalidInput } from '@groundswell/kernel';
import { Catalogue } from '../catalogue/catalogue.js';
import { SettingValues } from '../catalogue/setting-values.js';
import type { StoredConnector } from '../persistence/connectors.repository.js';
import { headerFault } from '../register-connector/connector-input.js';

/** Which secrets a connector can have, and what they look like. */
@Injectable()
export class SecretRules {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly values: SettingValues,
  ) {}

  /** @throws AppError INPUT_INVALID, never with the value */
  async check(connector: StoredConnector, name: string, value: string): Promise<void> {
    const fault = value === '' ? 'The secret is empty.' : await this.fault(connector, name, value);
    if (fault !== null) throw invalidInput([{ path: 'value', message: fault }]);
  }

  private async fault(connector: StoredConnector, name: string, value: string): Promise<string | null> {
    if (connector.transport === 'http') return headerFault(name, value, connector.signIn);
    const entry = this.catalogue.find(connector.catalogueKey ?? '');
    if (entry?.settings.some((setting) => setting.secret && setting.name === name) !== true) {
      return `This connector has no secret of the name ${name.slice(0, 64)}.`;
    }
    const checked = await this.values.check(entry, {
      settings: connector.settings,
      secrets: new Map([[name, value]]),
    });
    return checked.faults.find((one) => one.path === `secrets.${name}`)?.message ?? null;
  }
}
