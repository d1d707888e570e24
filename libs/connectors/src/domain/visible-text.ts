/**
 * Everything that a reader cannot see or that reorders what he sees, and the bracket with which it is written out.
 * Line feeds and tabs are left to the page.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}⟨]|(?! )\p{Zs}/gu;

/**
 * The text with every invisible character written out as its code point, such as ⟨U+200B⟩: hidden instructions in a
 * definition become readable, and two texts that look alike but differ no longer do.
 */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, (character) => {
    if (character === '\n' || character === '\t') return character;
    const code = character.codePointAt(0) ?? 0;
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}
