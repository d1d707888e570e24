import { Text } from '@mantine/core';
import { IconCheck, IconHandStop, IconX } from '@tabler/icons-react';
import { PolicyLink } from './policy-link.js';

export interface PlainPermissionValue {
  readonly toolName?: string | null;
  readonly connectorName?: string | null;
  readonly allowed: boolean;
  readonly sentence: string;
  readonly origin: string;
  readonly originLayerId?: string | null;
  readonly obligations: readonly string[];
}

/** Where a sentence comes from: the layer that decided it, with the way to it. */
export function PolicyOrigin({ origin, layerId }: { origin: string; layerId?: string | null }) {
  return (
    <span className="gs-origin">
      <span className="gs-origin-rail" aria-hidden="true" />
      <span>
        Decided by <PolicyLink layerId={layerId}>{origin}</PolicyLink>
      </span>
    </span>
  );
}

/** One thing that a workflow may or may not do, in words, with its origin and what must happen first. */
export function PermissionSentence({ permission }: { permission: PlainPermissionValue }) {
  const { allowed, sentence, origin, originLayerId, obligations } = permission;
  return (
    <li className="gs-permission" data-allowed={allowed}>
      <span className="gs-permission-sign">
        {allowed ? (
          <IconCheck size={14} stroke={2.5} aria-hidden="true" />
        ) : (
          <IconX size={14} stroke={2.5} aria-hidden="true" />
        )}
        {allowed ? 'Allowed' : 'Refused'}
      </span>
      <div>
        <Text className="gs-break">{sentence}</Text>
        {obligations.map((obligation) => (
          <Text key={obligation} className="gs-obligation gs-break">
            <IconHandStop size={14} aria-hidden="true" /> {obligation}
          </Text>
        ))}
        <PolicyOrigin origin={origin} layerId={originLayerId} />
      </div>
    </li>
  );
}

/** A workflow's permissions, allowed ones first. */
export function PermissionList({ permissions }: { permissions: readonly PlainPermissionValue[] }) {
  const sorted = permissions.toSorted((a, b) => Number(b.allowed) - Number(a.allowed));
  return (
    <ul className="gs-list gs-permissions">
      {sorted.map((permission, index) => (
        <PermissionSentence key={index} permission={permission} />
      ))}
    </ul>
  );
}
