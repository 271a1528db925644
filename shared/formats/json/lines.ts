/**
 * Finds the line, from 1, on which each item of the list `elements` begins, in text that is known to be JSON. Walks the
 * text when it is first asked: a file without faults costs nothing.
 */
export function linesOfItems(text: string): (item: number) => number {
  let lines: readonly number[] | null = null;
  return (item) => (lines ??= walk(text))[item] ?? 1;
}

/** How deep inside the file's object the items stand. */
const LIST_DEPTH = 2;

function walk(text: string): number[] {
  const lines: number[] = [];
  const token = /["[\]{},\n]/g;
  let [line, depth, key] = [1, 0, ''];
  /** The next value is an item whose line is not noted yet. */
  let awaited = false;
  let inList = false;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [found] = match;
    const isString = found === '"';
    const end = isString ? endOfString(text, match.index) : token.lastIndex;
    token.lastIndex = end;
    if (inList && depth === LIST_DEPTH && awaited && found !== '\n') {
      lines.push(line);
      awaited = false;
    }
    if (found === '\n') line++;
    else if (found === '[' || found === '{') {
      if (depth === 1 && key === 'elements') inList = awaited = true;
      depth++;
    } else if (found === ']' || found === '}') {
      depth--;
      inList &&= depth >= LIST_DEPTH;
    } else if (found === ',') awaited = inList && depth === LIST_DEPTH;
    else if (isString && depth === 1) key = text.slice(match.index + 1, end - 1);
  }
  return lines;
}

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text[end - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return end + 1;
  }
  return text.length;
}
