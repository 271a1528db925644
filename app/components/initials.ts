/** First letters of the first and last word of a name: “Nadia Roux” → NR. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const first = words[0] ?? '?';
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return (letter(first) + letter(last)).toLocaleUpperCase();
}

/** A whole character: half an emoji or a letter without its accent is no initial. */
function letter(word: string): string {
  return Array.from(word.normalize('NFC'))[0] ?? '';
}
