const TYPEAHEAD_MS = 700;

interface Press {
  readonly key: string;
  readonly timeStamp: number;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/**
 * Where focus goes in a vertical list on this key: arrows wrap, Home and End, or letters typed in quick succession.
 * `typed` is kept by the caller between presses. Null when the key means nothing here.
 */
export function nextFocus<T extends { readonly dataset: DOMStringMap }>(
  entries: readonly T[],
  press: Press,
  typed: { text: string; at: number },
  active: unknown = document.activeElement,
): T | null {
  const at = entries.indexOf(active as T);
  switch (press.key) {
    case 'ArrowDown':
      return entries[(at + 1) % entries.length] ?? null;
    case 'ArrowUp':
      return entries.at(at <= 0 ? -1 : at - 1) ?? null;
    case 'Home':
      return entries[0] ?? null;
    case 'End':
      return entries.at(-1) ?? null;
  }
  if (press.key.length !== 1 || press.key === ' ' || press.ctrlKey || press.metaKey || press.altKey) return null;
  const fresh = press.timeStamp - typed.at > TYPEAHEAD_MS;
  typed.text = (fresh ? '' : typed.text) + press.key.toLowerCase();
  typed.at = press.timeStamp;
  // The same letter again walks through what starts with it; a longer word stays where it already fits.
  const from = typed.text.length === 1 ? at + 1 : Math.max(at, 0);
  const ordered = [...entries.slice(from), ...entries.slice(0, from)];
  return ordered.find((entry) => (entry.dataset['item'] ?? '').toLowerCase().startsWith(typed.text)) ?? null;
}
