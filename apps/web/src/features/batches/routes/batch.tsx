import { Anchor, Progress, Text } from '@mantine/core';
import type { BatchBodyFragment } from '@groundswell/contracts';
import { formatCount, Money, PracticeMark, SkeletonPage, When } from '@groundswell/ui';
import { Link, useParams } from 'react-router';
import { NotHere, ProblemView } from '../../../lib/fetched-view.js';
import { Page, Section } from '../../../lib/page.js';
import { BatchActions, BatchEstimate } from '../components/batch-actions.js';
import { BatchRows } from '../components/batch-rows.js';
import { progressOf, STATUS_WORDS } from '../components/batch-words.js';
import { ColumnChoice } from '../components/column-choice.js';
import { useLiveBatch } from '../components/use-live-batch.js';

type Batch = BatchBodyFragment;

function Lead({ batch }: { batch: Batch }) {
  return (
    <span>
      <Anchor component={Link} to={`/workflows/${batch.workflow.id}`}>
        {batch.workflow.title}
      </Anchor>
      , version {batch.version.number}
      {batch.sheet != null && `, from the sheet “${batch.sheet}”`} · {batch.actor.name} · <When at={batch.createdAt} />{' '}
      {batch.mode === 'practice' && <PracticeMark />}
    </span>
  );
}

function underWayWords(count: number, waiting: number): string {
  if (waiting === 0) return `${count} under way`;
  return `${count} under way, of which ${waiting === 1 ? '1 waits for a person' : `${waiting} wait for people`}`;
}

/** How far it is, in words and as a bar. */
function BatchProgress({ batch }: { batch: Batch }) {
  const { counts } = batch;
  const { done, of } = progressOf(batch);
  const percent = of === 0 ? 0 : (done / of) * 100;
  const parts = [
    `${done} of ${formatCount(of, 'row')} done`,
    `${counts.succeeded} succeeded`,
    ...(counts.failed > 0 ? [`${counts.failed} came to nothing`] : []),
    ...(counts.underWay > 0 ? [underWayWords(counts.underWay, counts.waitingForPeople)] : []),
    ...(counts.faulty > 0 ? [`${counts.faulty} left out`] : []),
    ...(counts.left > 0 ? [`${counts.left} not reached`] : []),
  ];
  return (
    <div role="status">
      <Progress value={percent} aria-label={`${Math.round(percent)} percent done`} mb={8} />
      <Text>
        <strong>{STATUS_WORDS[batch.status]}</strong>. {parts.join(' · ')} · <Money micros={counts.costMicros} />
      </Text>
    </div>
  );
}

function fitWords(faulty: number, rowCount: number): string {
  if (faulty === 0) return rowCount === 1 ? 'The row fits.' : `All ${formatCount(rowCount, 'row')} fit.`;
  const verb = faulty === 1 ? 'does' : 'do';
  return `${faulty} of ${formatCount(rowCount, 'row')} ${verb} not fit: see below what is wrong with which cell.`;
}

function Draft({ batch }: { batch: Batch }) {
  const { counts, rowCount } = batch;
  return (
    <>
      <Section title="Columns">
        <ColumnChoice batch={batch} />
      </Section>
      <Section title="Before it starts">
        <Text>
          {fitWords(counts.faulty, rowCount)} What the rows carry counts as other people’s words, so a call that reaches
          outside is asked for in every run.
        </Text>
        {batch.mode === 'live' && <BatchEstimate workflowId={batch.workflow.id} count={counts.waiting} />}
      </Section>
    </>
  );
}

/** One batch: before it starts what fits, then how far it is and what became of each row. */
export function BatchPage() {
  const { batchId = '' } = useParams();
  const fetched = useLiveBatch(batchId);
  const { data: batch, refetch } = fetched;
  if (batch === undefined) {
    return (
      <Page title="Batch">
        {fetched.problem === null ? <SkeletonPage /> : <ProblemView problem={fetched.problem} onRetry={refetch} />}
      </Page>
    );
  }
  if (batch === null) return <NotHere what="batch" />;
  return (
    <Page title={batch.name} lead={<Lead batch={batch} />} back={{ to: '/batches', label: 'Batches' }}>
      {batch.status !== 'draft' && <BatchProgress batch={batch} />}
      {batch.can.start && <Draft batch={batch} />}
      <BatchActions batch={batch} onChanged={refetch} />
      <Section title="Rows">
        <BatchRows
          batchId={batch.id}
          name={batch.name}
          headings={batch.headings}
          draft={batch.status === 'draft'}
          first={batch.status === 'draft' && batch.counts.faulty > 0 ? 'faulty' : 'all'}
          beat={JSON.stringify([batch.revision, batch.counts])}
        />
      </Section>
    </Page>
  );
}
