import * as Y from 'yjs';

/**
 * For Y.UndoManager's `deleteFilter`: undoing the making of a paragraph must not take along what somebody else has
 * written into it since. A text or an element that still holds something stays.
 */
export function keepOthersText(item: Y.Item): boolean {
  if (!(item.content instanceof Y.ContentType)) return true;
  const { type } = item.content;
  if (!(type instanceof Y.XmlText || type instanceof Y.XmlElement)) return true;
  return type.length === 0;
}
