import type { JsonValue } from '@groundswell/kernel';

const SHORTEST = 6;

/** The forms in which a secret comes back: whole, its password, its token without the scheme. */
function formsOf(secret: string): string[] {
  const forms = [secret, ...secret.split(/\s+/).slice(1)];
  if (URL.canParse(secret)) {
    const { password } = new URL(secret);
    forms.push(password);
    try {
      forms.push(decodeURIComponent(password));
    } catch {
      // Not percent-encoded: the raw form is there already.
      return forms;
    }
  }
  return forms;
}

/**
 * Takes the secrets of a connector out of whatever it says. A server that was given a secret can repeat it in an
 * answer, an error or even a tool's description; past this point it is not in it any more.
 */
export class SecretScrubber {
  private readonly forms: readonly string[];

  constructor(secrets: Iterable<string>) {
    const forms = new Set([...secrets].flatMap(formsOf).filter((form) => form.length >= SHORTEST));
    // The longest first: a password inside a connection string goes with it.
    this.forms = [...forms].sort((one, other) => other.length - one.length);
  }

  text(text: string): string {
    return this.forms.reduce((rest, form) => rest.replaceAll(form, '[secret]'), text);
  }

  json(value: JsonValue): JsonValue {
    if (this.forms.length === 0) return value;
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) return value.map((item: JsonValue) => this.json(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [this.text(key), this.json(item)]));
  }
}
