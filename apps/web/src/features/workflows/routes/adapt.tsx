import { useState } from 'react';
import { Button, Group, NativeSelect, Textarea, TextInput, Text } from '@mantine/core';
import { newId } from '@groundswell/kernel';
import { AdaptPreviewDocument, AdaptWorkflowDocument, type AdaptPreviewQuery } from '@groundswell/contracts';
import { EmptyState, PermissionList, SkeletonPage } from '@groundswell/ui';
import { useNavigate, useParams } from 'react-router';
import { BindingList } from '../../../lib/binding-list.js';
import { FetchedView, NotHere } from '../../../lib/fetched-view.js';
import { Form, RestoredNote } from '../../../lib/form.js';
import { InheritedList } from '../../../lib/inherited-list.js';
import { Page, Section } from '../../../lib/page.js';
import { faultOf, type Problem } from '../../../lib/problem.js';
import { useSession } from '../../../lib/session.js';
import { useDraft } from '../../../lib/use-draft.js';
import { useChange, useFetched } from '../../../lib/use-fetched.js';

type Parent = NonNullable<AdaptPreviewQuery['workflow']>;
type ParentVersion = NonNullable<Parent['publishedVersion']>;

function AdaptForm({
  parent,
  version,
  teams,
}: {
  parent: Parent;
  version: ParentVersion;
  teams: AdaptPreviewQuery['teams'];
}) {
  const { me } = useSession();
  const navigate = useNavigate();
  const [fresh] = useState(() => ({
    title: '',
    task: parent.task,
    teamId: me.person.teams[0]?.id ?? parent.team.id,
    clientKey: newId(),
  }));
  const { value, patch, clear, restored } = useDraft(`adapt.${version.id}`, fresh);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [adapt, busy] = useChange(AdaptWorkflowDocument);
  const submit = async () => {
    const answer = await adapt({ input: { ...value, versionId: version.id } });
    setProblem(answer.problem);
    if (answer.data === null) return;
    clear({ ...fresh, clientKey: newId() });
    await navigate(`/workflows/${answer.data.adaptWorkflow.id}/build`);
  };
  return (
    <Form onSubmit={() => void submit()} problem={problem} label="Adapt this workflow">
      <RestoredNote restored={restored} onDiscard={() => clear({ ...fresh, clientKey: newId() })} />
      <TextInput
        label="Title of yours"
        required
        placeholder={`${parent.title}, for …`}
        value={value.title}
        error={faultOf(problem, 'title')}
        onChange={(event) => patch({ title: event.currentTarget.value })}
      />
      <Textarea
        label="The tedious task, in plain words"
        required
        description="Taken over from the original. Say what is different for you."
        autosize
        minRows={4}
        value={value.task}
        error={faultOf(problem, 'task')}
        onChange={(event) => patch({ task: event.currentTarget.value })}
      />
      <NativeSelect
        label="Team"
        required
        description="Its policies are added to those inherited. They can only take away."
        data={teams.map((team) => ({ value: team.id, label: team.name }))}
        value={value.teamId}
        error={faultOf(problem, 'teamId')}
        onChange={(event) => patch({ teamId: event.currentTarget.value })}
      />
      <Group>
        <Button type="submit" loading={busy}>
          Adapt and start building
        </Button>
      </Group>
    </Form>
  );
}

function AdaptView({ parent, data }: { parent: Parent; data: AdaptPreviewQuery }) {
  const version = parent.publishedVersion ?? null;
  if (version === null || !parent.can.adapt) {
    return (
      <EmptyState title="This workflow cannot be adapted now">
        {version === null
          ? 'It has no published version yet.'
          : 'Builders may adapt published workflows. Ask an owner for the role.'}
      </EmptyState>
    );
  }
  return (
    <div className="app-split">
      <AdaptForm parent={parent} version={version} teams={data.teams} />
      <div className="app-aside">
        <Section title="What comes along">
          <Text c="dimmed">
            By reference: if a rule is tightened there, it is tightened here. Secrets stay where they are.
          </Text>
          <BindingList bindings={version.bindings} />
          <InheritedList inherited={parent.inherited} nothing="Its policy layers apply to yours as well." />
        </Section>
        <Section title="What yours may do at most">
          <PermissionList permissions={data.whatItMayDo} />
        </Section>
      </div>
    </div>
  );
}

/** Makes a workflow out of a colleague's, and says what is inherited before one begins. */
export function AdaptPage() {
  const { workflowId = '' } = useParams();
  const fetched = useFetched(AdaptPreviewDocument, { id: workflowId });
  const parent = fetched.data?.workflow;
  return (
    <Page
      title={parent == null ? 'Adapt' : `Adapt “${parent.title}”`}
      lead="Yours begins with all that this one set up. Change the words and the inputs; the original stays as it is."
      back={{ to: `/workflows/${workflowId}`, label: parent?.title ?? 'Back' }}
    >
      <FetchedView of={fetched} skeleton={<SkeletonPage />}>
        {(data) =>
          data.workflow == null ? <NotHere what="workflow" inPage /> : <AdaptView parent={data.workflow} data={data} />
        }
      </FetchedView>
    </Page>
  );
}
