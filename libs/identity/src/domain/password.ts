import { hash, verify } from '@node-rs/argon2';
import type { InputFaults } from '@groundswell/kernel';

// The package's algorithm is argon2id; 19 MiB, two passes, one lane is OWASP's advice for it.
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const MIN_CHARACTERS = 12;
const MAX_CHARACTERS = 256;

/** Notes what is wrong with a new password. Length is what counts; no rules about kinds of characters. */
export function checkNewPassword(faults: InputFaults, path: string, password: string): void {
  const length = [...password].length;
  if (length < MIN_CHARACTERS)
    faults.add(path, `A password needs at least ${MIN_CHARACTERS} characters; a few words do well.`);
  else if (length > MAX_CHARACTERS) faults.add(path, `A password may have at most ${MAX_CHARACTERS} characters.`);
  else if (new Set(password).size < 5)
    faults.add(path, 'This password repeats the same few characters; choose another.');
}

export async function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), OPTIONS);
}

let decoy: Promise<string> | undefined;

/** Whether the password fits. Takes as long for an account that does not exist, so that timing tells nothing. */
export async function passwordFits(password: string, stored: string | null): Promise<boolean> {
  if (password.length > MAX_CHARACTERS * 4) return false;
  decoy ??= hashPassword('a password that nobody has');
  const fits = await verify(stored ?? (await decoy), password.normalize('NFC'));
  return stored !== null && fits;
}
