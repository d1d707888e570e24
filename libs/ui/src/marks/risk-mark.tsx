import { IconAlertTriangle, IconEye, IconPencil } from '@tabler/icons-react';
import { Tooltip } from '@mantine/core';

export type RiskName = 'read' | 'write' | 'destructive';

const RISKS = {
  read: { label: 'Reads', Icon: IconEye, meaning: 'Looks things up. Changes nothing.' },
  write: { label: 'Writes', Icon: IconPencil, meaning: 'Changes something in the other system.' },
  destructive: { label: 'Destroys', Icon: IconAlertTriangle, meaning: 'Deletes or overwrites: cannot be taken back.' },
} as const;

/** How much a tool can do. The weight of the ink grows with the risk, so it reads without colour. */
export function RiskMark({ risk }: { risk: RiskName }) {
  const { label, Icon, meaning } = RISKS[risk];
  return (
    <Tooltip label={meaning}>
      <span className={`gs-mark gs-risk-${risk}`}>
        <Icon size={14} stroke={2} aria-hidden="true" />
        {label}
      </span>
    </Tooltip>
  );
}
