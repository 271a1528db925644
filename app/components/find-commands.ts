interface Findable {
  readonly label: string;
  readonly group: string;
  readonly keywords?: string;
}

/** Entries holding every typed word, those whose label starts with it first; otherwise in their own order. */
export function findCommands<T extends Findable>(commands: readonly T[], query: string): T[] {
  const words = plain(query).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return [...commands];
  const scored = commands.flatMap((command) => {
    const label = plain(command.label);
    const all = `${label} ${plain(command.group)} ${plain(command.keywords ?? '')}`;
    if (!words.every((word) => all.includes(word))) return [];
    const score = label.startsWith(words[0] ?? '') ? 0 : words.every((word) => label.includes(word)) ? 1 : 2;
    return [{ command, score }];
  });
  return scored.sort((a, b) => a.score - b.score).map(({ command }) => command);
}

/** Without case and accents: nobody types É to find INT. CAFÉ. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
