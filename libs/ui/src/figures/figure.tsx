import { createContext, useContext, type ReactNode } from 'react';
import { Anchor, Code, Popover, Stack, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { Link } from 'react-router';

export interface FigureDefinitionValue {
  readonly key: string;
  readonly title: string;
  readonly definition: string;
  readonly formula: string;
  readonly unit: string;
  readonly source: string;
}

const Definitions = createContext<ReadonlyMap<string, FigureDefinitionValue>>(new Map());

/** Hands the definitions of the figures to every number below it. */
export function FigureDefinitionsProvider({
  definitions,
  children,
}: {
  definitions: readonly FigureDefinitionValue[];
  children: ReactNode;
}) {
  return (
    <Definitions value={new Map(definitions.map((definition) => [definition.key, definition]))}>{children}</Definitions>
  );
}

export interface FigureProps {
  /** Key of the definition. */
  readonly figure: string;
  readonly label: string;
  readonly value: ReactNode;
  /** The page with the entries behind the number. */
  readonly entriesHref?: string;
  /** The other ledger, for a figure that rests on both: time beside cost. */
  readonly moreEntriesHref?: string;
  readonly note?: ReactNode;
  readonly size?: 'tile' | 'line';
  /** Losing money or time: the number turns red and says so in words in `note`. */
  readonly losing?: boolean;
}

function FigureExplanation({
  figure,
  entriesHref,
  moreEntriesHref,
}: Pick<FigureProps, 'figure' | 'entriesHref' | 'moreEntriesHref'>) {
  const definition = useContext(Definitions).get(figure);
  return (
    <Stack gap={8}>
      {definition === undefined ? (
        <Text>The definition of this figure is on the page of definitions.</Text>
      ) : (
        <>
          <Text fw={600}>{definition.title}</Text>
          <Text>{definition.definition}</Text>
          <Code block className="gs-break gs-formula">
            {definition.formula}
          </Code>
          <Text size="xs" c="dimmed">
            Unit: {definition.unit}. From {definition.source}.
          </Text>
        </>
      )}
      {entriesHref !== undefined && (
        <Anchor component={Link} to={entriesHref} fw={550}>
          {moreEntriesHref === undefined ? 'See the entries behind it' : 'See what was spent'}{' '}
          <IconArrowRight size={14} aria-hidden="true" style={{ verticalAlign: '-2px' }} />
        </Anchor>
      )}
      {moreEntriesHref !== undefined && (
        <Anchor component={Link} to={moreEntriesHref} fw={550}>
          See the hours that were saved{' '}
          <IconArrowRight size={14} aria-hidden="true" style={{ verticalAlign: '-2px' }} />
        </Anchor>
      )}
      <Anchor component={Link} to={`/figures#${figure}`}>
        All definitions
      </Anchor>
    </Stack>
  );
}

/** A number that opens its definition and the entries behind it. */
export function Figure({
  figure,
  label,
  value,
  entriesHref,
  moreEntriesHref,
  note,
  size = 'tile',
  losing = false,
}: FigureProps) {
  return (
    <Popover width={320} position="bottom-start" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={`gs-figure gs-figure-${size}`} data-losing={losing || undefined}>
          <span className="gs-figure-label">{label}</span>
          <span className="gs-figure-value">{value}</span>
          {note !== undefined && <span className="gs-figure-note">{note}</span>}
          <VisuallyHidden>Open the definition</VisuallyHidden>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <FigureExplanation figure={figure} entriesHref={entriesHref} moreEntriesHref={moreEntriesHref} />
      </Popover.Dropdown>
    </Popover>
  );
}
