import { useEffect, useState } from 'react';
import { Spotlight, type SpotlightStore } from '@mantine/spotlight';
import '@mantine/spotlight/styles.css';
import { PaletteRunsDocument, PaletteWorkflowsDocument } from '@groundswell/contracts';
import { formatWhen } from '@groundswell/ui';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlayerPlay, IconSearch, IconSitemap } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { useSession } from '../../lib/session.js';
import { useFetched } from '../../lib/use-fetched.js';
import { DESTINATIONS, MORE_DESTINATIONS } from './destinations.js';

/** The first line is the one that Enter takes, also when better ones arrive above it. */
function useFirstSelected(store: SpotlightStore, shown: string): void {
  useEffect(() => {
    const lines = document.getElementById(store.getState().listId)?.querySelectorAll('[data-action]') ?? [];
    lines.forEach((line, index) => line.toggleAttribute('data-selected', index === 0));
    store.updateState((state) => ({ ...state, selected: 0 }));
  }, [shown, store]);
}

/** Goes to any workflow, run or page by a few letters. */
export function Palette({ store }: { store: SpotlightStore }) {
  const { can } = useSession();
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  const [search] = useDebouncedValue(query.trim(), 150);
  const workflows = useFetched(PaletteWorkflowsDocument, { search }, { pause: search === '' });
  const runs = useFetched(PaletteRunsDocument, {}, { policy: 'cache-first' });
  const wanted = query.trim().toLowerCase();
  const pages = [...DESTINATIONS, ...MORE_DESTINATIONS].filter(
    (one) => (one.needs === null || can(one.needs)) && `${one.label} ${one.alsoCalled}`.toLowerCase().includes(wanted),
  );
  const found = search === '' ? [] : (workflows.data?.workflows.items ?? []);
  const recent = (runs.data?.runs.items ?? []).filter((run) => run.workflow.title.toLowerCase().includes(wanted));
  const now = new Date();
  useFirstSelected(store, [...found, ...recent].map((one) => one.id).join());
  return (
    <Spotlight.Root store={store} query={query} onQueryChange={setQuery} shortcut={null} scrollable maxHeight={420}>
      <Spotlight.Search
        placeholder="A workflow, a run, a page"
        leftSection={<IconSearch size={18} />}
        aria-label="Search or go to"
      />
      <Spotlight.ActionsList>
        {found.length > 0 && (
          <Spotlight.ActionsGroup label="Workflows">
            {found.map((workflow) => (
              <Spotlight.Action
                key={workflow.id}
                label={workflow.title}
                description={`${workflow.team.name} · ${workflow.stage}`}
                leftSection={<IconSitemap size={18} />}
                onClick={() => void navigate(`/workflows/${workflow.id}`)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {pages.length > 0 && (
          <Spotlight.ActionsGroup label="Pages">
            {pages.map(({ to, label, Icon }) => (
              <Spotlight.Action
                key={to}
                label={label}
                leftSection={<Icon size={18} />}
                onClick={() => void navigate(to)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {recent.length > 0 && (
          <Spotlight.ActionsGroup label="Your last runs">
            {recent.map((run) => (
              <Spotlight.Action
                key={run.id}
                label={run.workflow.title}
                description={`${run.mode === 'practice' ? 'Practice, ' : ''}${formatWhen(run.createdAt, now)}`}
                leftSection={<IconPlayerPlay size={18} />}
                onClick={() => void navigate(`/runs/${run.id}`)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {pages.length + found.length + recent.length === 0 && (
          <Spotlight.Empty>Nothing goes by that name.</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
