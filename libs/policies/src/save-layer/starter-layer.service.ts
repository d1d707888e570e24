import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OrganisationStarters } from '@groundswell/identity';
import { starterLayer } from '../domain/starter-layer.js';
import { SavePolicyLayerService } from './save-policy-layer.service.js';

/** Gives every new organisation its organisation layer, in the transaction that makes it. Without one nothing is allowed. */
@Injectable()
export class StarterLayerService implements OnModuleInit {
  constructor(
    private readonly starters: OrganisationStarters,
    private readonly layers: SavePolicyLayerService,
  ) {}

  onModuleInit(): void {
    this.starters.add(async (tx, organisationId, founder) => {
      const place = { scope: 'organisation', targetId: organisationId, targetName: 'Organisation' } as const;
      await this.layers.insert(tx, founder, place, starterLayer());
    });
  }
}
