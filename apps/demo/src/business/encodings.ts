/** The bytes 0x80 to 0x9F of Windows-1252, where it differs from Latin-1. */
const CP1252_HIGH: Readonly<Record<string, number>> = {
  '€': 0x80,
  '‚': 0x82,
  ƒ: 0x83,
  '„': 0x84,
  '…': 0x85,
  '†': 0x86,
  '‡': 0x87,
  ˆ: 0x88,
  '‰': 0x89,
  Š: 0x8a,
  '‹': 0x8b,
  Œ: 0x8c,
  Ž: 0x8e,
  '‘': 0x91,
  '’': 0x92,
  '“': 0x93,
  '”': 0x94,
  '•': 0x95,
  '–': 0x96,
  '—': 0x97,
  '˜': 0x98,
  '™': 0x99,
  š: 0x9a,
  '›': 0x9b,
  œ: 0x9c,
  ž: 0x9e,
  Ÿ: 0x9f,
};

/** The text in Windows-1252, as old programs save it; a character outside that set becomes a question mark. */
export function toCp1252(text: string): Buffer {
  return Buffer.from(
    Array.from(text, (character) => {
      const high = CP1252_HIGH[character];
      if (high !== undefined) return high;
      const code = character.codePointAt(0) ?? 0x3f;
      return code < 0x80 || (code >= 0xa0 && code <= 0xff) ? code : 0x3f;
    }),
  );
}

/** The text as it looks after its UTF-8 bytes were read as Windows-1252: `Müller` becomes `MÃ¼ller`. */
export function mojibake(text: string): string {
  return new TextDecoder('windows-1252').decode(Buffer.from(text, 'utf8'));
}

/** Whether a text has a character that a wrong encoding would break. */
export function hasBreakableCharacter(text: string): boolean {
  return /\P{ASCII}/u.test(text);
}
