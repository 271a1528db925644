import * as Y from 'yjs';

/** What every element is given when it is made: without them it would be another paragraph, with nothing hung on it. */
const BIRTH_NAMES: readonly (string | null)[] = ['id', 'type'];

/**
 * For Y.UndoManager's `deleteFilter`: undoing the making of a paragraph must not take along what somebody else has
 * written into it since, nor that of a title page's field. A text or an element that still holds something stays, with
 * its id and type.
 */
export function keepOthersText(item: Y.Item): boolean {
  if (isGivenAtBirth(item)) return isEmpty(item.parent as Y.XmlElement);
  if (!(item.content instanceof Y.ContentType)) return true;
  const { type } = item.content;
  if (!(type instanceof Y.Text || type instanceof Y.XmlElement)) return true;
  return isEmpty(type);
}

// Later values have the one before to their left, and may be taken back. An element that goes takes its own along.
function isGivenAtBirth({ parent, parentSub, left, id }: Y.Item): boolean {
  if (!(parent instanceof Y.XmlElement) || left !== null || !BIRTH_NAMES.includes(parentSub)) return false;
  return parent._item?.id.client === id.client;
}

function isEmpty(type: Y.Text | Y.XmlElement): boolean {
  return type.length === 0;
}
