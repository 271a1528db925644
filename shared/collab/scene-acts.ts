import type * as Y from 'yjs';
import type { ElementId, NewId } from '#shared/lib/ids.ts';
import { linesOfRow, type ScriptElement } from '#shared/screenplay/index.ts';
import { scriptRoot } from './document.ts';
import { idOf, isElement } from './move-lines.ts';
import { rewriteScript } from './rewrite-script.ts';
import { MOST_OF_A_BOOKMARK, readLines } from './script.ts';

/*
 * What is done to a scene as a whole, by its heading's id: each in one transaction. All return whether anything changed;
 * a scene that somebody deleted meanwhile changes nothing.
 */

/** Leaves the scene out of the script. Its lines stay where they are and can return (docs/decisions/018). */
export function omitScene(doc: Y.Doc, scene: ElementId): boolean {
  const [heading, ...lines] = linesOfRow(readLines(doc), scene);
  return heading !== undefined && write(doc, scene, 'omits', lines);
}

/** Takes an omitted scene in again, as it was and with what was written in it meanwhile. */
export function restoreScene(doc: Y.Doc, scene: ElementId): boolean {
  return write(doc, scene, 'omits', null);
}

/** @param colour `#RRGGBB`; null takes it off */
export function colourScene(doc: Y.Doc, scene: ElementId, colour: string | null): boolean {
  return write(doc, scene, 'colour', colour);
}

/**
 * Names a line, for all who work on the project: a bookmark of one person alone would be lost with their browser, and
 * "the crossing" is a place that people tell each other. It goes where the line goes. Null takes the name off.
 */
export function bookmarkLine(doc: Y.Doc, line: ElementId, name: string | null): boolean {
  return write(doc, line, 'bookmark', name === null ? null : name.slice(0, MOST_OF_A_BOOKMARK));
}

function write(doc: Y.Doc, scene: ElementId, name: 'omits' | 'colour' | 'bookmark', value: unknown): boolean {
  const heading = scriptRoot(doc)
    .toArray()
    .filter(isElement)
    .find((node) => idOf(node) === scene);
  if (!heading) return false;
  const before: unknown = heading.getAttribute(name);
  if ((before ?? null) === value) return false;
  // Yjs types attributes as strings; the wire holds any JSON value.
  if (value === null) heading.removeAttribute(name);
  else heading.setAttribute(name, value as string);
  return true;
}

/**
 * Makes this the synopsis of a scene or section: the first of the lines that say it says it all, and where there is none
 * one is put right under the heading. An empty text takes them out.
 */
export function writeSynopsis(doc: Y.Doc, row: ElementId, text: string, newId: NewId): boolean {
  const lines = readLines(doc);
  const at = lines.findIndex(({ id }) => id === row) + 1;
  if (at === 0) return false;
  let end = at;
  while (lines[end]?.type === 'synopsis') end++;
  const first: ScriptElement = lines[at]?.type === 'synopsis' ? lines[at] : { id: newId(), type: 'synopsis', text: '' };
  const { styles: _styles, ...plain } = first;
  const written = text === '' ? [] : [{ ...plain, text }];
  doc.transact(() => rewriteScript(doc, [...lines.slice(0, at), ...written, ...lines.slice(end)]));
  return true;
}
