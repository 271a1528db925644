import * as Y from 'yjs';
import { createElementNode, defineRoots, scriptRoot } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { pick, randomInt, seededRng, type Rng } from '#shared/lib/rng.ts';
import type { ElementType } from '#shared/screenplay/index.ts';

/** A page of a script has about 27 paragraphs of 35 characters on the average. */
const PARAGRAPHS_PER_PAGE = 27;
const PARAGRAPH_LENGTH = 35;
/** A window is opened anew after this many edits on the average, and types under another client id. */
const EDITS_PER_WINDOW = 2000;
const TYPES: readonly ElementType[] = ['action', 'character', 'dialogue', 'dialogue', 'action'];
const WORDS = 'the gull begins to turn over grey water while nobody at the window says a word about it'.split(' ');

export function newDocument(clientId: number): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  defineRoots(doc);
  return doc;
}

/** A script of this many pages in one update. */
export function scriptOfPages(pages: number, seed: number): { update: Uint8Array; clientId: number } {
  const rng = seededRng(seed);
  const clientId = randomClient(rng);
  const doc = newDocument(clientId);
  doc.transact(() => {
    for (let i = 0; i < pages * PARAGRAPHS_PER_PAGE; i++) {
      scriptRoot(doc).push([paragraph(rng, i, prose(rng, PARAGRAPH_LENGTH))]);
    }
  });
  return { update: Y.encodeStateAsUpdate(doc), clientId };
}

/**
 * The updates, in order, of people who type a script of `pages` pages in `edits` edits, a few letters at a time and here
 * and there.
 */
export function typeScript(pages: number, edits: number, seed: number): { updates: Uint8Array[]; clients: number[] } {
  const rng = seededRng(seed);
  const clients = Array.from({ length: Math.ceil(edits / EDITS_PER_WINDOW) }, () => randomClient(rng));
  const doc = newDocument(must(clients[0]));
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const paragraphs = pages * PARAGRAPHS_PER_PAGE;
  const perParagraph = edits / paragraphs;
  for (let made = 0; updates.length < edits;) {
    doc.clientID = must(clients[Math.floor(updates.length / EDITS_PER_WINDOW)]);
    const script = scriptRoot(doc);
    if (updates.length >= made * perParagraph) {
      // Mostly at the end, now and then somewhere before it.
      const at = rng.next() < 0.8 ? script.length : randomInt(rng, script.length + 1);
      doc.transact(() => script.insert(at, [paragraph(rng, made, 'x')]));
      made += 1;
      continue;
    }
    const near = Math.max(0, script.length - 1 - randomInt(rng, 3));
    const text = (script.get(near) as Y.XmlElement).get(0) as Y.XmlText;
    text.insert(text.length, prose(rng, 2).slice(0, 2));
  }
  return { updates, clients };
}

/** Notes of panels, as many as make a document of this many bytes. */
export function boardOfBytes(bytes: number, seed: number): { update: Uint8Array; clientId: number } {
  const rng = seededRng(seed);
  const clientId = randomClient(rng);
  const doc = newDocument(clientId);
  const note = 300;
  doc.transact(() => {
    const panels = doc.getMap('panels');
    for (let i = 0; i < bytes / (note + 60); i++) {
      panels.set(`panel${String(i).padStart(11, '0')}`, new Y.Map([['note', prose(rng, note)]]));
    }
  });
  return { update: Y.encodeStateAsUpdate(doc), clientId };
}

/** The updates of one person who sets a field of this length in a few panels, over and over. */
export function overwriteFields(
  times: number,
  length: number,
  seed: number,
): { prepare: Uint8Array; overwrites: Uint8Array[] } {
  const rng = seededRng(seed);
  const doc = newDocument(randomClient(rng));
  const panels = doc.getMap<Y.Map<string>>('panels');
  // Ten of the longest, 64 KB, still fit into the frame that prepares them.
  const names = Array.from({ length: 10 }, (_, i) => `panel${String(i).padStart(11, '0')}`);
  doc.transact(() => {
    for (const name of names) panels.set(name, new Y.Map<string>([['note', prose(rng, length)]]));
  });
  const prepare = Y.encodeStateAsUpdate(doc);
  const overwrites: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => overwrites.push(update));
  for (let i = 0; i < times; i++) must(panels.get(pick(rng, names))).set('note', prose(rng, length));
  return { prepare, overwrites };
}

/** Client ids of Yjs are 32 bits. */
export function randomClient(rng: Rng): number {
  return 1 + Math.floor(rng.next() * (2 ** 32 - 2));
}

function paragraph(rng: Rng, i: number, text: string): Y.XmlElement {
  const id = `p${i.toString(36)}`.padEnd(16, '0') as ElementId;
  return createElementNode({ id, type: pick(rng, TYPES), text });
}

function prose(rng: Rng, length: number): string {
  let text = pick(rng, WORDS);
  while (text.length < length) text += ` ${pick(rng, WORDS)}`;
  return text.slice(0, length);
}
