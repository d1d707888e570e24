import type { JsonObject } from '@groundswell/kernel';

/** A visitor with a browser's session: signs in by a link and asks over the wire. */
export interface Visitor {
  ask<T>(query: string, variables?: JsonObject): Promise<T>;
}

/** Follows a sign-in link as the page does. */
export async function signedIn(link: string): Promise<Visitor> {
  const { origin, searchParams } = new URL(link);
  let cookie = '';
  const ask = async <T>(query: string, variables: JsonObject = {}): Promise<T> => {
    const response = await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-groundswell-csrf': '1', ...(cookie === '' ? {} : { cookie }) },
      body: JSON.stringify({ query, variables }),
    });
    const set = response.headers.getSetCookie();
    if (set.length > 0) cookie = set.map((one) => one.split(';')[0]).join('; ');
    const answer = (await response.json()) as { data?: T; errors?: { message: string }[] };
    if (answer.data === undefined || answer.data === null || answer.errors !== undefined) {
      throw new Error(answer.errors?.map((error) => error.message).join(' ') ?? 'No answer.');
    }
    return answer.data;
  };
  const token = searchParams.get('token') ?? '';
  await ask('mutation ($token: String!) { signInWithLink(token: $token) { person { name } } }', { token });
  return { ask };
}
