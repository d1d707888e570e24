import { Button, Group, Stack, Text } from '@mantine/core';
import { IconGitMerge } from '@tabler/icons-react';
import { PolicyLayerVersionsDocument, type LayerBodyFragment } from '@groundswell/contracts';
import { When } from '@groundswell/ui';
import { FetchedView } from '../../../lib/fetched-view.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { DifferenceList } from './difference-list.js';
import type { LayerDraft } from './layer-model.js';
import { LayerSentences } from './layer-sentences.js';

/** Somebody saved the layer while it was being edited: what they changed, and the two ways on. Nothing typed is lost. */
export function LayerConflict({
  draft,
  layer,
  onKeepMine,
  onTakeTheirs,
}: {
  draft: LayerDraft;
  /** As it is now. */
  layer: LayerBodyFragment;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}) {
  const fetched = useFetched(PolicyLayerVersionsDocument, { layerId: layer.id });
  const since = layer.revision - (draft.revision ?? layer.revision);
  return (
    <section className="app-conflict" role="alert" aria-label="Saved by someone else">
      <Stack gap="sm">
        <div className="app-sentence">
          <IconGitMerge size={16} aria-hidden="true" />
          <Text fw={620}>This layer was saved by someone else since you began</Text>
        </div>
        <FetchedView of={fetched}>
          {({ policyLayerVersions }) =>
            policyLayerVersions.slice(0, since).map((version) => (
              <div key={version.version}>
                <Text fw={550}>
                  Version {version.version}
                  {version.savedBy != null && ` by ${version.savedBy.name}`}, <When at={version.savedAt} />
                </Text>
                <DifferenceList changes={version.changes} />
              </div>
            ))
          }
        </FetchedView>
        <div>
          <Text fw={550}>What holds now</Text>
          <LayerSentences layer={layer} />
        </div>
        <Text>
          Yours stands below, unsaved. Look at what it would change before you save it: the difference is then against
          what holds now.
        </Text>
        <Group gap="sm">
          <Button variant="default" onClick={onKeepMine}>
            Go on with mine
          </Button>
          <Button variant="default" onClick={onTakeTheirs}>
            Take what holds now
          </Button>
        </Group>
      </Stack>
    </section>
  );
}
