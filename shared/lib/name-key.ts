/** The name without what a cue adds to it, and without what two hands write differently: brackets, the dual mark, spaces, case, accents. */
export function nameKey(name: string): string {
  return (
    plain(name)
      // One that nothing closes goes to the end in one step: each of very many would be followed there anew.
      .replace(/\([^)]*(\)|$)/g, (open, end) => (end === ')' ? ' ' : open))
      .replace(/[\^@]/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .toUpperCase()
  );
}

/** In capitals and without accents. */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
}
