import * as Y from 'yjs';
import {
  NEW_CHARACTER,
  NEW_LOCATION,
  NEW_LOOK,
  lookTeller,
  panelCaster,
  type CastPicture,
  type Character,
  type CharacterText,
  type DayMark,
  type DayMarks,
  type Location,
  type LocationText,
  type LookText,
  type PanelCast,
} from '#shared/cast/index.ts';
import type { CharacterId, ElementId, LocationId, LookId, NewId, PanelId } from '#shared/lib/ids.ts';
import { keyBetween } from '#shared/lib/order-key.ts';
import { sceneByElement, scenesOf } from '#shared/screenplay/index.ts';
import type { LooksByName } from '#shared/storyboard/index.ts';
import { readPanel, readShot } from './boards.ts';
import { LOOK, PICTURE, SCENE, characterOf, locationOf, packPicture } from './cast-records.ts';
import { mapRoot, recordIn, recordsIn, recordsRoot } from './document.ts';
import { patchRecord, recordOf, type Defaults } from './field-records.ts';
import { readLines } from './script.ts';
import { readSettings } from './settings.ts';

const CHARACTER: Defaults = { ...NEW_CHARACTER };
const LOOK_DEFAULTS: Defaults = { ...NEW_LOOK };
const LOCATION: Defaults = { ...NEW_LOCATION };
/** What somebody says of a scene's story day, among the settings: a key of its own for each, so that two people keep both. */
const DAY = 'day:';

/** In an order that is the same for everybody. */
export function readCharacters(doc: Y.Doc): Character[] {
  const found = [...recordsIn(doc, 'cast')].map(([id, record]) => characterOf(id as CharacterId, record));
  return found.sort(byId);
}

export function readLocations(doc: Y.Doc): Location[] {
  const found = [...recordsIn(doc, 'locations')].map(([id, record]) => locationOf(id as LocationId, record));
  return found.sort(byId);
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}

export function addCharacter(doc: Y.Doc, text: Partial<CharacterText>, newId: NewId): CharacterId {
  const id = newId<CharacterId>();
  recordsRoot(doc, 'cast').set(id, recordOf(text, CHARACTER));
  return id;
}

export function addLocation(doc: Y.Doc, text: Partial<LocationText>, newId: NewId): LocationId {
  const id = newId<LocationId>();
  recordsRoot(doc, 'locations').set(id, recordOf(text, LOCATION));
  return id;
}

/** What somebody deleted meanwhile stays deleted: returns false, as all writers here do. */
export function updateCharacter(doc: Y.Doc, id: CharacterId, patch: Partial<CharacterText>): boolean {
  return write(doc, recordIn(doc, 'cast', id), (record) => patchRecord(record, patch, CHARACTER));
}

export function updateLocation(doc: Y.Doc, id: LocationId, patch: Partial<LocationText>): boolean {
  return write(doc, recordIn(doc, 'locations', id), (record) => patchRecord(record, patch, LOCATION));
}

export function deleteCharacter(doc: Y.Doc, id: CharacterId): void {
  recordsRoot(doc, 'cast').delete(id);
}

export function deleteLocation(doc: Y.Doc, id: LocationId): void {
  recordsRoot(doc, 'locations').delete(id);
}

/** Adds a look behind the others. Null when the character is gone. */
export function addLook(doc: Y.Doc, id: CharacterId, text: Partial<LookText>, newId: NewId): LookId | null {
  const record = recordIn(doc, 'cast', id);
  if (!record) return null;
  const look = newId<LookId>();
  const last = characterOf(id, record).looks.at(-1)?.order ?? null;
  record.set(LOOK + look, recordOf({ ...text, order: keyBetween(last, null) }, LOOK_DEFAULTS));
  return look;
}

/** A look of a character. */
export interface LookPlace {
  readonly character: CharacterId;
  readonly look: LookId;
}

export function updateLook(doc: Y.Doc, place: LookPlace, patch: Partial<LookText>): boolean {
  return write(doc, lookRecord(doc, place), (record) => patchRecord(record, patch, LOOK_DEFAULTS));
}

export function deleteLook(doc: Y.Doc, { character, look }: LookPlace): boolean {
  return write(doc, recordIn(doc, 'cast', character), (record) => record.delete(LOOK + look));
}

/** Says whether a look holds in a scene, whatever its day. */
export function holdInScene(doc: Y.Doc, place: LookPlace, scene: ElementId, holds: boolean): boolean {
  return write(doc, lookRecord(doc, place), (record) => {
    if (holds) record.set(SCENE + scene, true);
    else record.delete(SCENE + scene);
  });
}

function lookRecord(doc: Y.Doc, { character, look }: LookPlace): Y.Map<unknown> | undefined {
  const record = recordIn(doc, 'cast', character)?.get(LOOK + look);
  return record instanceof Y.Map ? record : undefined;
}

/** Whose pictures are meant: a look's or a place's. */
export type PictureHolder = LookPlace | { readonly location: LocationId };

/** Adds a picture, or says anew who is in it. */
export function putPicture(doc: Y.Doc, holder: PictureHolder, picture: CastPicture): boolean {
  return write(doc, holderRecord(doc, holder), (record) => record.set(PICTURE + picture.asset, packPicture(picture)));
}

export function removePicture(doc: Y.Doc, holder: PictureHolder, asset: CastPicture['asset']): boolean {
  return write(doc, holderRecord(doc, holder), (record) => record.delete(PICTURE + asset));
}

function holderRecord(doc: Y.Doc, holder: PictureHolder): Y.Map<unknown> | undefined {
  return 'location' in holder ? recordIn(doc, 'locations', holder.location) : lookRecord(doc, holder);
}

function write(doc: Y.Doc, record: Y.Map<unknown> | undefined, change: (record: Y.Map<unknown>) => unknown): boolean {
  if (!record) return false;
  doc.transact(() => change(record));
  return true;
}

export function readDayMarks(doc: Y.Doc): DayMarks {
  const marks = new Map<ElementId, DayMark>();
  for (const [key, value] of mapRoot(doc, 'settings')) {
    if (key.startsWith(DAY) && (value === 'new' || value === 'same'))
      marks.set(key.slice(DAY.length) as ElementId, value);
  }
  return marks;
}

/** Null: as the headings tell. */
export function markDay(doc: Y.Doc, scene: ElementId, mark: DayMark | null): void {
  if (mark === null) mapRoot(doc, 'settings').delete(DAY + scene);
  else mapRoot(doc, 'settings').set(DAY + scene, mark);
}

/** Calls back after every change of cast and locations. Returns the way to stop. */
export function observeCast(doc: Y.Doc, listener: () => void): () => void {
  const roots = [recordsRoot(doc, 'cast'), recordsRoot(doc, 'locations')];
  for (const root of roots) root.observeDeep(listener);
  return () => {
    for (const root of roots) root.unobserveDeep(listener);
  };
}

/** Says of any panel who and what of the described cast and places it shows now, and in which looks. Null when it is gone. */
export function panelCastReader(doc: Y.Doc, lines = readLines(doc)): (id: PanelId) => PanelCast | null {
  const scenes = scenesOf(lines, readSettings(doc).numberSchool);
  const sceneOf = sceneByElement(scenes);
  const cast = panelCaster({
    ...{ scenes, characters: readCharacters(doc), locations: readLocations(doc) },
    ...{ marks: readDayMarks(doc), shots: { get: (id) => readShot(doc, id) } },
  });
  return (id) => {
    const panel = readPanel(doc, id);
    if (!panel) return null;
    return cast(panel, panel.anchors.map((anchor) => sceneOf.get(anchor)).find((found) => found !== undefined) ?? null);
  };
}

/** Says of any scene how everybody looks in it now, of whom it is said. */
export function looksReader(doc: Y.Doc, lines = readLines(doc)): (scene: ElementId | null) => LooksByName {
  const characters = readCharacters(doc);
  // Story days are read from the whole script.
  if (characters.every(({ looks }) => looks.length === 0)) return () => ({});
  const scenes = scenesOf(lines, readSettings(doc).numberSchool);
  return lookTeller({ scenes, characters, marks: readDayMarks(doc) });
}
