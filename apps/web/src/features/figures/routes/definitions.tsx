import { useEffect } from 'react';
import { Code, Text } from '@mantine/core';
import { FigureDefinitionsDocument } from '@groundswell/contracts';
import { useLocation } from 'react-router';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Page, Section } from '../../../lib/page.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { useBack } from '../components/use-back.js';

/** What every figure means: one place, and every number links here. */
export function DefinitionsPage() {
  const back = useBack();
  const fetched = useFetched(FigureDefinitionsDocument, {}, { policy: 'cache-first' });
  const { hash } = useLocation();
  const ready = fetched.data !== undefined;
  useEffect(() => {
    if (ready && hash !== '') document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [hash, ready]);
  return (
    <Page
      title="Definitions of the figures"
      lead="One place says what each number means. The code that computes it reads the same words."
      narrow
      back={back}
    >
      <FetchedView of={fetched}>
        {({ figureDefinitions }) =>
          figureDefinitions.map((figure) => (
            <Section key={figure.key} id={figure.key} title={figure.title}>
              <Text className="gs-reading">{figure.definition}</Text>
              <Code block className="gs-formula gs-break">
                {figure.formula}
              </Code>
              <Text size="xs" c="dimmed">
                In {figure.unit}. Source: {figure.source}
              </Text>
            </Section>
          ))
        }
      </FetchedView>
    </Page>
  );
}
