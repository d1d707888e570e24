import { Switch } from '@mantine/core';
import { PolicyExceptionsDocument } from '@groundswell/contracts';
import { EmptyState } from '@groundswell/ui';
import { ExceptionList } from '../../../lib/exception-list.js';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Page } from '../../../lib/page.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { useUrlFilter } from '../../../lib/use-url-filter.js';

/** All exceptions: those that hold, the one that ends first at the top, and on request those that have ended. */
export function ExceptionsPage() {
  const url = useUrlFilter();
  const ended = url.get('ended') === 'yes';
  const fetched = useFetched(PolicyExceptionsDocument, { filter: { ended } }, { dependsOn: ['PolicyException'] });
  return (
    <Page
      title="Exceptions"
      lead="Each lets one workflow past one rule of one layer until a date, and was granted by someone else than who asked."
      back={{ to: '/policies', label: 'Policies' }}
    >
      <Switch
        label="Also those that have ended"
        checked={ended}
        onChange={(event) => url.set({ ended: event.currentTarget.checked ? 'yes' : undefined })}
      />
      <FetchedView of={fetched}>
        {({ policyExceptions }) =>
          policyExceptions.length === 0 ? (
            <EmptyState title={ended ? 'There never was one' : 'No exception holds'}>
              Every rule holds for every workflow below it. A steward grants one on the page of the layer.
            </EmptyState>
          ) : (
            <ExceptionList exceptions={policyExceptions} />
          )
        }
      </FetchedView>
    </Page>
  );
}
