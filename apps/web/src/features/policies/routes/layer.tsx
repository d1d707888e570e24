import { useState } from 'react';
import { Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { PolicyLayerPageDocument, type PolicyLayerPageQuery } from '@groundswell/contracts';
import { SkeletonPage, When } from '@groundswell/ui';
import { useParams } from 'react-router';
import { FetchedView, NotHere } from '../../../lib/fetched-view.js';
import { Page } from '../../../lib/page.js';
import { useSession } from '../../../lib/session.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { LayerEditor } from '../components/layer-editor.js';
import { draftOf } from '../components/layer-model.js';
import { LayerExceptions } from '../components/layer-exceptions.js';
import { LayerSentences } from '../components/layer-sentences.js';
import { SetUpMinutes } from '../components/set-up-minutes.js';
import { VersionList } from '../components/version-list.js';
import { WhereUsed } from '../components/where-used.js';

type ShownLayer = NonNullable<PolicyLayerPageQuery['policyLayer']>;

function LayerFrame({ layer, onStale }: { layer: ShownLayer; onStale: () => void }) {
  const { can } = useSession();
  const [editing, setEditing] = useState(false);
  const [asking, setAsking] = useState(false);
  return (
    <Page
      title={layer.name}
      back={{ to: '/policies', label: 'Policies' }}
      lead={
        <>
          Layer of the {layer.scope}: {layer.targetName}. Version {layer.version}, <When at={layer.updatedAt} />
          {layer.updatedBy != null && ` by ${layer.updatedBy.name}`}.
        </>
      }
      actions={
        can('policy.edit') &&
        !editing && (
          <Button variant="default" onClick={() => setEditing(true)}>
            Change this layer
          </Button>
        )
      }
    >
      {asking && <SetUpMinutes layerId={layer.id} onDone={() => setAsking(false)} />}
      {editing ? (
        <LayerEditor
          draftKey={layer.id}
          initial={draftOf(layer)}
          layer={layer}
          identity={{ id: layer.id, scope: layer.scope, targetId: layer.targetId ?? null }}
          onStale={onStale}
          onCancel={() => setEditing(false)}
          onSaved={() => {
            setEditing(false);
            setAsking(true);
            notifications.show({ message: `${layer.name} is saved. It holds from the next call on.` });
          }}
        />
      ) : (
        <>
          <LayerSentences layer={layer} />
          <Text c="dimmed">
            Inherited by reference: every workflow below it is bound at its next call, runs that are under way included.
          </Text>
          <LayerExceptions layer={layer} />
          <WhereUsed layer={layer} />
          <VersionList layerId={layer.id} />
        </>
      )}
    </Page>
  );
}

/** One layer: what it says, and its editor for stewards. */
export function LayerPage() {
  const { layerId = '' } = useParams();
  const fetched = useFetched(PolicyLayerPageDocument, { id: layerId });
  return (
    <FetchedView of={fetched} skeleton={<SkeletonPage />}>
      {({ policyLayer }) =>
        policyLayer == null ? (
          <NotHere what="policy layer" />
        ) : (
          <LayerFrame key={policyLayer.id} layer={policyLayer} onStale={fetched.refetch} />
        )
      }
    </FetchedView>
  );
}
