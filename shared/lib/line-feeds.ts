/** A file of nothing but line ends would otherwise take forty times its size while they are replaced. */
const CHUNK = 1 << 16;

/** The text with `\n` for `\r\n` and for a lone `\r`. */
export function withLineFeeds(text: string): string {
  if (!text.includes('\r')) return text;
  let changed = '';
  for (let at = 0, end: number; at < text.length; at = end) {
    end = at + CHUNK;
    if (text.startsWith('\r\n', end - 1)) end++;
    changed += text.slice(at, end).split('\r\n').join('\n').split('\r').join('\n');
  }
  return changed;
}
