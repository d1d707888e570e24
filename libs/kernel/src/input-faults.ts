import { type FieldFault, invalidInput } from './app-error.js';

export interface TextRule {
  /** How a person calls the field, at the start of a sentence: `The title`. */
  readonly label: string;
  readonly min?: number;
  readonly max: number;
}

/** Collects every fault of an input, so that a person hears of all of them at once. */
export class InputFaults {
  private readonly faults: FieldFault[] = [];

  add(path: string, message: string): void {
    this.faults.push({ path, message });
  }

  /** Checks a text: trimmed, without control characters but line breaks and tabs, of a length in characters. */
  text(path: string, value: string, rule: TextRule): string {
    const text = value.trim().normalize('NFC');
    const min = rule.min ?? 1;
    const length = [...text].length;
    if (length === 0 && min > 0) this.add(path, `${rule.label} is missing.`);
    else if (length < min) this.add(path, `${rule.label} needs at least ${min} characters.`);
    else if (length > rule.max) this.add(path, `${rule.label} is ${length} characters long; at most ${rule.max} fit.`);
    if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/.test(text)) {
      this.add(path, `${rule.label} contains control characters; remove them.`);
    }
    return text;
  }

  /** Checks a whole number in a range, both ends included. */
  wholeNumber(path: string, value: number, label: string, low: number, high: number): number {
    if (!Number.isSafeInteger(value) || value < low || value > high) {
      this.add(path, `${label} must be a whole number from ${low} to ${high}.`);
    }
    return value;
  }

  /** @throws AppError INPUT_INVALID that names every fault, if there is any */
  throwIfAny(): void {
    if (this.faults.length > 0) throw invalidInput(this.faults);
  }
}
