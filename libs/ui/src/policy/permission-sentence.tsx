import type { ReactNode } from 'react';
import { Text } from '@mantine/core';
import { IconCheck, IconClock, IconHandStop, IconX } from '@tabler/icons-react';
import { When } from '../figures/amounts.js';
import { PolicyLink } from './policy-link.js';

export interface UsedExceptionValue {
  readonly exceptionId: string;
  readonly layerId: string;
  readonly layerName: string;
  readonly reason: string;
  readonly expiresAt: string;
}

export interface PlainPermissionValue {
  readonly toolName?: string | null;
  readonly connectorName?: string | null;
  readonly allowed: boolean;
  readonly sentence: string;
  readonly origin: string;
  readonly originLayerId?: string | null;
  readonly obligations: readonly string[];
  /** The exceptions that it rests on. */
  readonly exceptions?: readonly UsedExceptionValue[];
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

/** The exceptions that something rests on: past which rule of which layer, and until when. */
export function UsedExceptions({ exceptions = [] }: { exceptions?: readonly UsedExceptionValue[] | undefined }) {
  return exceptions.map((one) => (
    <Text key={one.exceptionId} size="sm" className="gs-obligation gs-break">
      <IconClock size={14} aria-hidden="true" />
      <span>
        Only by an exception past “{one.reason}” of <PolicyLink layerId={one.layerId}>{one.layerName}</PolicyLink>,
        until <When at={one.expiresAt} />
      </span>
    </Text>
  ));
}

/** One thing that a workflow may or may not do, in words, with its origin and what must happen first. */
export function PermissionSentence({ permission, below }: { permission: PlainPermissionValue; below?: ReactNode }) {
  const { allowed, sentence, origin, originLayerId, obligations, exceptions } = permission;
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
        <UsedExceptions exceptions={exceptions} />
        {obligations.map((obligation) => (
          <Text key={obligation} className="gs-obligation gs-break">
            <IconHandStop size={14} aria-hidden="true" /> {obligation}
          </Text>
        ))}
        <PolicyOrigin origin={origin} layerId={originLayerId} />
        {below}
      </div>
    </li>
  );
}

/** A workflow's permissions, allowed ones first. `below` adds to a refused one the way to ask for it. */
export function PermissionList<Permission extends PlainPermissionValue>({
  permissions,
  below,
}: {
  permissions: readonly Permission[];
  below?: (refused: Permission) => ReactNode;
}) {
  const sorted = permissions.toSorted((a, b) => Number(b.allowed) - Number(a.allowed));
  return (
    <ul className="gs-list gs-permissions">
      {sorted.map((permission, index) => (
        <PermissionSentence
          key={index}
          permission={permission}
          below={permission.allowed ? undefined : below?.(permission)}
        />
      ))}
    </ul>
  );
}
