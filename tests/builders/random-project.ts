import * as Y from 'yjs';
import {
  addPanel,
  addTake,
  addWord,
  appendScript,
  bookmarkLine,
  colourScene,
  editTitleField,
  omitScene,
  readPanels,
  readScript,
  updatePanel,
  updateShot,
  writeSettings,
  writeTitlePage,
  type ProjectDoc,
  type ShotPatch,
} from '#shared/collab/index.ts';
import { textHash } from '#shared/lib/hash.ts';
import type { AssetHash, ElementId, NewId, UserId } from '#shared/lib/ids.ts';
import { keyBetween } from '#shared/lib/order-key.ts';
import { pick, randomInt, type Rng } from '#shared/lib/rng.ts';
import { ELEMENT_TYPES, type ScriptParagraph, type StyleSpan } from '#shared/screenplay/index.ts';
import { SHOT_FIELDS, type Field, type FieldValue } from '#shared/shots/index.ts';
import { PANEL_FIELDS, TAKE_SOURCES } from '#shared/storyboard/index.ts';

const WORDS = ['Rain', 'ZOË', '“so”', 'tide  comes', 'é'.normalize('NFD'), '🦆', '<b>', '*star*', '$bytes', '\\', 'x'];
const STYLES = ['bold', 'italic', 'underline'] as const;

export interface RandomProject {
  readonly rng: Rng;
  readonly newId: NewId;
  /** Hashes that takes may name. */
  readonly pictures: readonly AssetHash[];
}

/** Fills an empty document with a film, with much that a newer version may have written besides. */
export function writeRandomProject(doc: ProjectDoc, { rng, newId, pictures }: RandomProject): void {
  const some = (most: number) => Array.from({ length: randomInt(rng, most + 1) });
  const words = () => ['A', ...some(5).map(() => pick(rng, WORDS))].join(' ');
  appendScript(doc, [heading(words()), ...some(30).map(() => paragraph(rng, words()))], newId);
  appendScript(doc, [heading(words()), paragraph(rng, words())], newId);
  const ids = readScript(doc).map(({ id }) => id);
  if (rng.next() < 0.5) omitScene(doc, pick(rng, ids));
  colourScene(doc, pick(rng, ids), '#AABB01');
  bookmarkLine(doc, pick(rng, ids), words());
  writeTitlePage(doc, { 7: [words()], Title: [words(), words()], Author: [words()] });
  editTitleField(doc, 'Contact', '', words());
  writeSettings(doc, { aspectRatio: 1 + rng.next(), paper: pick(rng, ['a4', 'letter']) });
  addWord(doc, words());
  let order: string | null = null;
  for (const _ of some(12)) board(doc, ids, (order = keyBetween(order, null)), { rng, newId, pictures });
  writeWhatIsNotKnown(doc, rng, newId);
}

function heading(words: string): ScriptParagraph {
  return { type: 'scene_heading', text: `INT. ${words.toUpperCase()} - DAY`, number: '12A' };
}

function paragraph(rng: Rng, text: string): ScriptParagraph {
  const start = randomInt(rng, text.length);
  const [from, to] = [start, start + 1 + randomInt(rng, text.length - start)].map((at) => betweenSigns(text, at));
  const span: StyleSpan = { from: from ?? 0, to: to ?? 0, style: pick(rng, STYLES) };
  const styles = rng.next() < 0.5 && span.from < span.to ? [span] : [];
  return { type: pick(rng, ELEMENT_TYPES), text, ...(styles.length > 0 && { styles }) };
}

/** Half a sign has no style of its own: Yjs can't store it. */
function betweenSigns(text: string, at: number): number {
  return /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at + 1 : at;
}

function board(doc: ProjectDoc, lines: readonly ElementId[], order: string, { rng, newId, pictures }: RandomProject) {
  const anchors = rng.next() < 0.2 ? [newId<ElementId>()] : [pick(rng, lines)];
  const own = readPanels(doc).at(-1);
  const shot = own && rng.next() < 0.3 ? own.shot : (said(SHOT_FIELDS, rng) as ShotPatch);
  const id = addPanel(doc, { anchors, order, shot }, newId);
  updatePanel(doc, id, said(PANEL_FIELDS, rng));
  if (own) updateShot(doc, own.shot, said(SHOT_FIELDS, rng));
  for (let take = randomInt(rng, 3); take > 0 && pictures.length > 0; take--) {
    const source = pick(rng, TAKE_SOURCES);
    const size = { width: 1 + randomInt(rng, 900), height: 1 + randomInt(rng, 900) };
    const made = { at: 1_700_000_000_000 + randomInt(rng, 9999), by: newId<UserId>(), source, provider: source };
    addTake(doc, id, { id: newId(), asset: pick(rng, pictures), ...size, ...made }, textHash('old words'));
  }
}

/** Some of the fields of a table, each with a value of its own. */
function said(fields: readonly Field[], rng: Rng): Record<string, FieldValue> {
  const chosen = fields.filter(() => rng.next() < 0.4);
  return Object.fromEntries(chosen.map((field) => [field.name, valueOf(field, rng)]));
}

function valueOf(field: Field, rng: Rng): FieldValue {
  switch (field.kind) {
    case 'choice':
      return pick(rng, field.choices)[0];
    case 'number':
      return field.min + randomInt(rng, field.max - field.min);
    case 'text':
      return pick(rng, WORDS);
    case 'names':
      return [pick(rng, WORDS), 'Mara'];
    case 'flag':
      return rng.next() < 0.5;
  }
}

/** Fields, attributes and records that no reader of today knows. */
function writeWhatIsNotKnown(doc: Y.Doc, rng: Rng, newId: NewId): void {
  const bytes = Uint8Array.from({ length: randomInt(rng, 40) }, () => randomInt(rng, 256));
  const value = (): unknown =>
    pick(rng, [
      () => bytes,
      () => ({ places: [{ x: rng.next(), y: -1 }, null, true], $deep: { bytes } }),
      () => ({ $bytes: 'not ours' }),
      () => new Y.Text('shared'),
      () => new Y.Map([['inner', new Y.Array()]]),
      () => 'words',
    ])();
  for (const root of ['panels', 'shots', 'cast', 'locations']) {
    const records = doc.getMap(root);
    if (root === 'cast' || root === 'locations') records.set(newId(), new Y.Map([['name', value()]]));
    for (const record of records.values()) if (record instanceof Y.Map && rng.next() < 0.5) record.set('zoom', value());
  }
  for (const record of doc.getMap('panels').values()) {
    if (record instanceof Y.Map && rng.next() < 0.3) record.set(`w:${textHash('old words')}`, 'old words');
  }
  doc.getMap('settings').set('grid', value());
  const lines = doc.getXmlFragment('script').toArray() as Y.XmlElement[];
  const line = lines.find(({ length }) => length > 0) as Y.XmlElement;
  line.setAttribute('mood', { tense: rng.next() } as never);
  (line.get(0) as Y.XmlText).format(0, 2, { glow: { strength: 2 }, aside: true });
}
