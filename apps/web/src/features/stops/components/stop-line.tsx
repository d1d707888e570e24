import { Anchor, Collapse, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import type { StopLineFragment } from '@groundswell/contracts';
import { formatCount, formatDuration, When } from '@groundswell/ui';
import { Link } from 'react-router';
import { stopLink, stopTitle } from '../../../lib/stop-words.js';
import { ReleaseButton } from '../../../lib/stop-banner.js';

function timeToStop(stop: StopLineFragment): string {
  const processes = formatCount(stop.processCount, 'process', 'processes');
  if (stop.seenByAllMs != null) return `Seen by ${processes} within ${formatDuration(stop.seenByAllMs)} of the click.`;
  const seen = stop.sightings.length;
  return `Seen by ${seen} of ${processes} so far.`;
}

function reached(stop: StopLineFragment): string {
  const { runs, workflows, people } = stop.reach;
  if (runs === 0) return stop.drill ? 'No run would have been concerned.' : 'No run was under way.';
  const what = `${formatCount(runs, 'run')} of ${formatCount(people, 'person', 'people')} in ${formatCount(workflows, 'workflow')}`;
  return stop.drill ? `${what} would have been concerned.` : `${what} were under way.`;
}

function title(stop: StopLineFragment): string {
  if (stop.drill) return `Drill: ${stop.targetName}`;
  return stop.releasedAt == null ? stopTitle(stop) : stopTitle(stop).replace(/ (is|are) stopped$/, ' was stopped');
}

/** One stop or drill: what it was over, whom it concerned, and how long it took to be known everywhere. */
export function StopLine({ stop, onReleased }: { stop: StopLineFragment; onReleased: () => void }) {
  const [open, { toggle }] = useDisclosure(false);
  const link = stopLink(stop);
  return (
    <li className="app-row">
      <div className="app-row-main">
        <Text fw={600} className="gs-break">
          {link === null ? (
            title(stop)
          ) : (
            <Anchor component={Link} to={link} fw={600}>
              {title(stop)}
            </Anchor>
          )}
        </Text>
        <Text className="gs-break">{stop.reason}</Text>
        <Text size="xs" c="dimmed">
          {stop.raisedBy.name}, <When at={stop.raisedAt} />
          {stop.releasedAt != null && (
            <>
              {' '}
              · released by {stop.releasedBy?.name}, <When at={stop.releasedAt} />: {stop.releaseReason}
            </>
          )}
        </Text>
        <Text size="sm">
          {reached(stop)} {timeToStop(stop)}
        </Text>
        {stop.reach.examples.length > 0 && (
          <>
            <UnstyledButton onClick={toggle} aria-expanded={open} className="gs-disclosure">
              <IconChevronDown size={14} aria-hidden="true" data-open={open || undefined} /> The runs, newest first
            </UnstyledButton>
            <Collapse expanded={open}>
              <ul className="gs-list">
                {stop.reach.examples.map((run) => (
                  <li key={run.runId}>
                    <Anchor component={Link} to={`/runs/${run.runId}`}>
                      {run.title}
                    </Anchor>{' '}
                    of {run.personName}, {run.status} at the click
                  </li>
                ))}
              </ul>
            </Collapse>
          </>
        )}
      </div>
      {!stop.drill && stop.releasedAt == null && (
        <div className="app-row-side">
          <ReleaseButton stop={stop} onReleased={onReleased} />
        </div>
      )}
    </li>
  );
}
