import { useEffect, useRef, useState } from 'react';
import { Anchor, Text } from '@mantine/core';
import { FinishConnectorSignInDocument } from '@groundswell/contracts';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { ProblemNote } from '../../../lib/form.js';
import { Page } from '../../../lib/page.js';
import type { Problem } from '../../../lib/problem.js';
import { useChange } from '../../../lib/use-fetched.js';

/** Where an authorization server sends people back to: the answer is handed over once, and then there is nothing to see here. */
export function SignInReturnPage() {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [finish] = useChange(FinishConnectorSignInDocument);
  const begun = useRef(false);
  const state = params.get('state');
  useEffect(() => {
    if (begun.current || state === null) return;
    begun.current = true;
    const [code, iss, error] = ['code', 'iss', 'error'].map((name) => params.get(name));
    void finish({ state, code: code ?? null, iss: iss ?? null, error: error ?? null }).then((answer) => {
      setProblem(answer.problem);
      const connector = answer.data?.finishConnectorSignIn;
      if (connector === undefined) return undefined;
      const to = connector.credentialMode === 'personal' ? '/credentials' : `/connectors/${connector.id}`;
      return navigate(to, { replace: true });
    });
  }, [finish, navigate, params, state]);
  return (
    <Page title="Signing in" narrow>
      <ProblemNote problem={problem} />
      {problem === null && (
        <Text role="status">
          {state === null ? 'Nobody sent you here. Sign-ins begin on the page of a connector.' : 'One moment…'}
        </Text>
      )}
      <Anchor component={Link} to="/connectors">
        Go to the connectors
      </Anchor>
    </Page>
  );
}
