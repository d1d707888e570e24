import { useState } from 'react';
import { Button, Collapse, Text } from '@mantine/core';
import { PolicyLayerVersionsDocument, type PolicyLayerVersionsQuery } from '@groundswell/contracts';
import { JsonView, When } from '@groundswell/ui';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Section } from '../../../lib/page.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { DifferenceList } from './difference-list.js';

type Version = PolicyLayerVersionsQuery['policyLayerVersions'][number];

const FIRST_SHOWN = 5;

function VersionItem({ version }: { version: Version }) {
  const [open, setOpen] = useState(false);
  const { rules, obligations, name } = version;
  return (
    <li className="app-version">
      <Text fw={550}>
        Version {version.version}, <When at={version.savedAt} />
        {version.savedBy == null ? ', with the organisation' : ` by ${version.savedBy.name}`}
      </Text>
      <DifferenceList changes={version.changes} none="It says the same as the version before." />
      <Button
        size="compact-sm"
        variant="subtle"
        aria-expanded={open}
        aria-label={`${open ? 'Hide' : 'Show'} version ${version.version} as JSON`}
        onClick={() => setOpen(!open)}
      >
        {open ? 'Hide the JSON' : 'As JSON'}
      </Button>
      <Collapse expanded={open}>
        {open && <JsonView label={`Version ${version.version}`} value={{ name, rules, obligations }} />}
      </Collapse>
    </li>
  );
}

/** The versions of a layer, the newest first, each with what it changed. */
export function VersionList({ layerId }: { layerId: string }) {
  const fetched = useFetched(PolicyLayerVersionsDocument, { layerId }, { dependsOn: ['PolicyLayer'] });
  const [all, setAll] = useState(false);
  return (
    <Section title="Versions">
      <FetchedView of={fetched}>
        {({ policyLayerVersions: versions }) => (
          <>
            <ol className="gs-list" reversed>
              {(all ? versions : versions.slice(0, FIRST_SHOWN)).map((version) => (
                <VersionItem key={version.version} version={version} />
              ))}
            </ol>
            {!all && versions.length > FIRST_SHOWN && (
              <Button variant="default" size="compact-sm" w="fit-content" onClick={() => setAll(true)}>
                Show all {versions.length} versions
              </Button>
            )}
          </>
        )}
      </FetchedView>
    </Section>
  );
}
