const NAME = 'groundswell_session';
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The session token of a Cookie header, if there is one of the right shape. */
export function cookieOf(header: string | undefined): string | null {
  for (const part of (header ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2);
    if (name === NAME && value !== undefined && TOKEN.test(value)) return value;
  }
  return null;
}

/** A Set-Cookie header that no script can read and that no other site's form can use. */
export function sessionCookie(token: string, maxAgeSeconds: number, secure: boolean): string {
  return `${NAME}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure ? '; Secure' : ''}`;
}

export function clearedCookie(secure: boolean): string {
  return sessionCookie('', 0, secure);
}
