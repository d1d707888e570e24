import { Alert, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** The groundswell in four strokes: one stream, and the branches that grow out of it. */
export function GroundswellDrawing() {
  return (
    <svg className="gs-drawing" viewBox="0 0 160 80" aria-hidden="true">
      <path
        d="M0 44 C40 44 60 40 90 28 C115 18 135 14 160 12 V34 C135 35 115 38 90 44 C60 50 40 48 0 48 Z"
        fill="currentColor"
        opacity="0.85"
      />
      <path d="M48 47 C80 48 110 44 160 36 V50 C115 53 85 52 48 49 Z" fill="currentColor" opacity="0.5" />
      <path d="M84 51 C110 54 135 54 160 53 V66 C130 66 105 62 84 53 Z" fill="currentColor" opacity="0.28" />
      <path d="M118 63 C132 67 146 69 160 69 V76 C142 76 130 72 118 65 Z" fill="currentColor" opacity="0.16" />
    </svg>
  );
}

/** What a list says while it is empty: why, and what to do about it. */
export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <Stack align="center" gap={8} py="lg" px="md" ta="center">
      <GroundswellDrawing />
      <Title order={3}>{title}</Title>
      {children !== undefined && (
        <Text c="dimmed" maw={440}>
          {children}
        </Text>
      )}
      {action !== undefined && <div style={{ marginTop: 8 }}>{action}</div>}
    </Stack>
  );
}

export interface ErrorStateProps {
  readonly title: string;
  readonly message: string;
  /** Id under which the server logged the fault. */
  readonly correlationId?: string | undefined;
  readonly onRetry?: (() => void) | undefined;
  readonly action?: ReactNode;
}

/** A fault with a way on: try again, or somewhere else to go. */
export function ErrorState({ title, message, correlationId, onRetry, action }: ErrorStateProps) {
  return (
    <Alert
      color="red"
      variant="outline"
      icon={<IconAlertCircle aria-hidden="true" />}
      title={title}
      role="alert"
      className="gs-error"
    >
      <Stack gap={8} align="flex-start">
        <Text className="gs-break">{message}</Text>
        {correlationId !== undefined && (
          <Text size="xs" c="dimmed">
            If it stays, tell your steward this number: {correlationId}
          </Text>
        )}
        <Group>
          {onRetry !== undefined && (
            <Button size="xs" variant="default" onClick={onRetry}>
              Try again
            </Button>
          )}
          {action}
        </Group>
      </Stack>
    </Alert>
  );
}

/** Grey lines in the place of a list that is on its way. */
export function SkeletonRows({ rows = 5, height = 44 }: { rows?: number; height?: number }) {
  return (
    <Stack gap={8} aria-busy="true" aria-label="Loading" role="status">
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={height} />
      ))}
    </Stack>
  );
}

/** Grey cards in the place of a grid that is on its way. */
export function SkeletonCards({ cards = 6, height = 176 }: { cards?: number; height?: number }) {
  return (
    <div className="gs-cards" aria-busy="true" aria-label="Loading" role="status">
      {Array.from({ length: cards }, (_, index) => (
        <Skeleton key={index} height={height} />
      ))}
    </div>
  );
}

/** Grey heading and paragraphs in the place of a page that is on its way. */
export function SkeletonPage() {
  return (
    <Stack gap="md" aria-busy="true" aria-label="Loading" role="status">
      <Skeleton height={32} width="40%" />
      <Skeleton height={20} width="70%" />
      <Skeleton height={240} />
    </Stack>
  );
}
