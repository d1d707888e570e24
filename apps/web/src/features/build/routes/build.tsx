import { useState, type ComponentType } from 'react';
import { Anchor, Button, Group, Tabs, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import {
  BuildChoicesDocument,
  BuildPageDocument,
  SaveDraftDocument,
  type BuildChoicesQuery,
  type DraftBodyFragment,
} from '@groundswell/contracts';
import { EmptyState, SkeletonPage } from '@groundswell/ui';
import { Link, useNavigate, useParams } from 'react-router';
import { FetchedView, NotHere } from '../../../lib/fetched-view.js';
import { ProblemNote, RestoredNote } from '../../../lib/form.js';
import { Page } from '../../../lib/page.js';
import type { Problem } from '../../../lib/problem.js';
import { useDraft } from '../../../lib/use-draft.js';
import { useChange, useFetched } from '../../../lib/use-fetched.js';
import { DraftEditor } from '../components/draft-editor.js';
import { formOf, hintsFor, inputOf, type BuiltWorkflow } from '../components/draft-model.js';
import { SubmitDialog } from '../components/submit-dialog.js';
import { TestCases, type CheckComponent } from '../components/test-cases.js';
import { ToolTrial } from '../components/tool-trial.js';

/** What tries the draft out. It belongs to runs and is put in where the pages are put together. */
export type TrialComponent = ComponentType<{ workflowId: string; version: DraftBodyFragment }>;

interface BuilderProps {
  readonly workflow: BuiltWorkflow;
  readonly draft: DraftBodyFragment;
  readonly choices: BuildChoicesQuery;
  readonly Trial: TrialComponent;
  readonly Check: CheckComponent;
}

function useSaving({ workflow, draft: loaded, choices }: Pick<BuilderProps, 'workflow' | 'draft' | 'choices'>) {
  const [draft, setDraft] = useState(loaded);
  const saved = formOf(workflow, draft);
  const state = useDraft(`build.${loaded.id}`, saved);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saveDraft, busy] = useChange(SaveDraftDocument);
  const dirty = JSON.stringify(state.value) !== JSON.stringify(saved);
  const save = async (revision = draft.revision): Promise<boolean> => {
    const answer = await saveDraft({ input: inputOf(state.value, { id: draft.id, revision }, choices.connectors) });
    setProblem(answer.problem);
    if (answer.data === null) return false;
    setDraft(answer.data.saveDraft);
    state.clear(formOf({ ...workflow, ...answer.data.saveDraft.workflow }, answer.data.saveDraft));
    return true;
  };
  return { draft, saved, state, problem, busy, dirty, save };
}

function Builder({ workflow, draft: loaded, choices, Trial, Check }: BuilderProps) {
  const navigate = useNavigate();
  const { draft, saved, state, problem, busy, dirty, save } = useSaving({ workflow, draft: loaded, choices });
  const [submitting, setSubmitting] = useState(false);
  useHotkeys([['mod+S', () => void save()]], []);
  const bound = new Set(draft.bindings.flatMap((binding) => binding.tools.map((tool) => tool.id)));
  const tools = choices.connectors.flatMap((connector) => connector.tools).filter((tool) => bound.has(tool.id));
  const submit = async () => {
    if (!dirty || (await save())) setSubmitting(true);
  };
  return (
    <Page
      title={`Build “${workflow.title}”`}
      lead={`Version ${draft.number}, a draft that only its builders see. ${dirty ? 'Not saved yet.' : 'Saved.'}`}
      back={{ to: `/workflows/${workflow.id}`, label: 'The workflow' }}
      actions={
        <>
          <Button variant="default" loading={busy} onClick={() => void save()}>
            Save
          </Button>
          {workflow.can.submit && (
            <Button disabled={busy} onClick={() => void submit()}>
              Submit for review
            </Button>
          )}
        </>
      }
    >
      <ProblemNote problem={problem} />
      {problem?.code === 'REVISION_STALE' && (
        <Group>
          <Button
            variant="default"
            onClick={() => {
              state.clear(saved);
              window.location.reload();
            }}
          >
            Take the newer one, drop mine
          </Button>
        </Group>
      )}
      {draft.status === 'rejected' && draft.reviewComment != null && (
        <Text>Sent back by the reviewer: “{draft.reviewComment}”</Text>
      )}
      <RestoredNote restored={state.restored && dirty} onDiscard={() => state.clear(saved)} />
      <div className="app-split app-split-even">
        <DraftEditor
          workflow={workflow}
          draft={draft}
          form={state.value}
          choices={choices}
          problem={problem}
          onChange={state.patch}
        />
        <aside className="app-aside app-sticky" aria-label="Try it">
          <Tabs defaultValue="run" keepMounted={false}>
            <Tabs.List>
              <Tabs.Tab value="run">Try the whole</Tabs.Tab>
              <Tabs.Tab value="tool">Try one tool</Tabs.Tab>
            </Tabs.List>
            {dirty && (
              <Text mt="sm" c="var(--gs-amber)">
                What you changed since is not part of the trial until you save it.
              </Text>
            )}
            <Tabs.Panel value="run" pt="sm">
              <Trial key={draft.revision} workflowId={workflow.id} version={draft} />
            </Tabs.Panel>
            <Tabs.Panel value="tool" pt="sm">
              <ToolTrial workflowId={workflow.id} tools={tools} />
            </Tabs.Panel>
          </Tabs>
        </aside>
      </div>
      <TestCases key={draft.revision} workflowId={workflow.id} Check={Check} />
      {submitting && (
        <SubmitDialog
          versionId={draft.id}
          faults={draft.faults}
          hints={hintsFor(state.value)}
          baselineHref={workflow.baseline == null ? `/workflows/${workflow.id}/impact` : null}
          onClose={() => setSubmitting(false)}
          onSubmitted={() => {
            notifications.show({
              title: 'Submitted',
              message: 'Someone other than you can now review and publish it.',
            });
            void navigate(`/workflows/${workflow.id}`);
          }}
        />
      )}
    </Page>
  );
}

function NoDraft({ workflow }: { workflow: BuiltWorkflow }) {
  const submitted = workflow.draftVersion?.status === 'submitted';
  return (
    <Page title={`Build “${workflow.title}”`} back={{ to: `/workflows/${workflow.id}`, label: 'The workflow' }}>
      <EmptyState
        title={submitted ? 'This version waits for its review' : 'There is no draft you could change'}
        action={
          <Anchor component={Link} to={`/workflows/${workflow.id}/versions`}>
            See the versions
          </Anchor>
        }
      >
        {submitted
          ? 'While it is being reviewed nobody changes it.'
          : 'Start a new version from the page of the workflow, or adapt it into one of your own.'}
      </EmptyState>
    </Page>
  );
}

/** Where a workflow is built: the draft on the left, a live trial with real data on the right. */
export function BuildPage({ Trial, Check }: Pick<BuilderProps, 'Trial' | 'Check'>) {
  const { workflowId = '' } = useParams();
  const fetched = useFetched(BuildPageDocument, { id: workflowId }, { policy: 'network-only' });
  const choices = useFetched(BuildChoicesDocument, {});
  return (
    <FetchedView of={fetched} skeleton={<SkeletonPage />}>
      {({ workflow }) => {
        if (workflow == null) return <NotHere what="workflow" />;
        const draft = workflow.draftVersion ?? null;
        if (draft === null || draft.status !== 'draft' || !workflow.can.edit) return <NoDraft workflow={workflow} />;
        return (
          <FetchedView of={choices} skeleton={<SkeletonPage />}>
            {(data) => (
              <Builder key={draft.id} workflow={workflow} draft={draft} choices={data} Trial={Trial} Check={Check} />
            )}
          </FetchedView>
        );
      }}
    </FetchedView>
  );
}
