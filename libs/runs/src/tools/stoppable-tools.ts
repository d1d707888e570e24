import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ToolId } from '@groundswell/kernel';
import { ConnectorsDirectory } from '@groundswell/connectors';
import { StoppableWork } from '@groundswell/policies';

/** Says to the kill switch what a tool is. */
@Injectable()
export class StoppableTools implements OnModuleInit {
  constructor(
    private readonly stoppable: StoppableWork,
    private readonly connectors: ConnectorsDirectory,
  ) {}

  onModuleInit(): void {
    this.stoppable.register('tool', async (tx, id) => {
      const tool = (await this.connectors.toolsByIds(tx, [id])).get(id as ToolId);
      if (tool === undefined) return null;
      const { toolId, connectorId, connectorName, name: toolName } = tool;
      return { name: `${toolName} of ${connectorName}`, act: { toolId, connectorId, toolName } };
    });
  }
}
