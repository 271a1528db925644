/** A list that others share, such as a Yjs sequence: it is changed in place, and each deletion is a message. */
interface SharedList {
  toArray(): readonly unknown[];
  delete(index: number, length: number): void;
}

/** Takes these items out of a list, neighbours at once. */
export function deleteItems(list: SharedList, doomed: ReadonlySet<unknown>): void {
  if (doomed.size === 0) return;
  const all = list.toArray();
  for (let end = all.length; end > 0; end--) {
    if (!doomed.has(all[end - 1])) continue;
    let start = end - 1;
    while (start > 0 && doomed.has(all[start - 1])) start--;
    list.delete(start, end - start);
    end = start + 1;
  }
}
