import { useEffect, useRef, useState } from 'react';
import { Button, Loader, Stack, Text } from '@mantine/core';
import { SignInWithLinkDocument } from '@groundswell/contracts';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { ProblemNote } from '../../../lib/form.js';
import { localProblem, type Problem } from '../../../lib/problem.js';
import { useChange } from '../../../lib/use-fetched.js';
import { Entrance } from '../components/entrance.js';

/** Signs in by a link that the demo printed. */
export function SignInLinkPage() {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const token = params.get('token');
  const [failed, setFailed] = useState<Problem | null>(null);
  const [signIn] = useChange(SignInWithLinkDocument);
  const used = useRef(false);
  useEffect(() => {
    // A link is good once: the second effect of strict mode must not spend it again.
    if (token === null || used.current) return;
    used.current = true;
    void signIn({ token }).then((answer) =>
      answer.problem === null ? navigate('/', { replace: true }) : setFailed(answer.problem),
    );
  }, [navigate, signIn, token]);
  const problem =
    token === null
      ? localProblem([
          { path: 'token', message: 'The address has no sign-in link in it. Copy it whole from the terminal.' },
        ])
      : failed;
  return (
    <Entrance title="Signing in">
      {problem === null ? (
        <Stack align="center" role="status">
          <Loader />
          <Text>One moment…</Text>
        </Stack>
      ) : (
        <Stack>
          <ProblemNote problem={problem} />
          <Button component={Link} to="/sign-in" variant="default">
            Sign in with a password
          </Button>
        </Stack>
      )}
    </Entrance>
  );
}
