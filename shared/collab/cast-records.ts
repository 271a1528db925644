import * as Y from 'yjs';
import {
  CHARACTER_FIELDS,
  LOCATION_FIELDS,
  LOOK_FIELDS,
  NEW_CHARACTER,
  NEW_LOCATION,
  NEW_LOOK,
  type CastPicture,
  type Character,
  type CharacterLook,
  type Location,
} from '#shared/cast/index.ts';
import type { AssetHash, CharacterId, ElementId, LocationId, LookId } from '#shared/lib/ids.ts';
import { FIRST_ORDER_KEY, isOrderKey } from '#shared/lib/order-key.ts';
import { byName, saidIn } from './field-records.ts';

/*
 * A character's looks are maps of their own in its record, under `l:<id>`; a picture is an entry `p:<hash>` of its look or
 * place, a scene in which a look holds an entry `s:<heading>`. So two people who add pictures, or change two fields of one
 * look, both keep their change. What has another shape is passed over, and entries of other names are never touched.
 */

export const LOOK = 'l:';
export const PICTURE = 'p:';
export const SCENE = 's:';

const CHARACTER_FIELD = byName(CHARACTER_FIELDS);
const LOOK_FIELD = byName(LOOK_FIELDS);
const LOCATION_FIELD = byName(LOCATION_FIELDS);
const HASH = /^[0-9a-f]{64}$/;
/** UTF-16 units; the same as of a line that people write. */
const LONGEST_NAME = 500;

export function characterOf(id: CharacterId, record: Y.Map<unknown>): Character {
  const looks: CharacterLook[] = [];
  for (const [key, value] of record) {
    if (key.startsWith(LOOK) && value instanceof Y.Map) looks.push(lookOf(key.slice(LOOK.length) as LookId, value));
  }
  return { ...saidIn(record, CHARACTER_FIELD, NEW_CHARACTER), id, looks: looks.sort(byOrder) };
}

function lookOf(id: LookId, record: Y.Map<unknown>): CharacterLook {
  const order = record.get('order');
  const scenes = [...record.keys()].flatMap((key) => (key.startsWith(SCENE) ? [key.slice(SCENE.length)] : []));
  return {
    ...saidIn(record, LOOK_FIELD, NEW_LOOK),
    id,
    order: isOrderKey(order) ? order : FIRST_ORDER_KEY,
    scenes: scenes.sort() as ElementId[],
    pictures: picturesIn(record),
  };
}

export function locationOf(id: LocationId, record: Y.Map<unknown>): Location {
  return { ...saidIn(record, LOCATION_FIELD, NEW_LOCATION), id, pictures: picturesIn(record) };
}

export function byOrder(a: Pick<CharacterLook, 'id' | 'order'>, b: Pick<CharacterLook, 'id' | 'order'>): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

function picturesIn(record: Y.Map<unknown>): CastPicture[] {
  const pictures: CastPicture[] = [];
  for (const [key, value] of record) {
    const asset = key.slice(PICTURE.length);
    if (key.startsWith(PICTURE) && HASH.test(asset) && isPacked(value))
      pictures.push(unpack(asset as AssetHash, value));
  }
  return pictures.sort((a, b) => a.at - b.at || (a.asset < b.asset ? -1 : 1));
}

type PackedPicture = readonly [width: number, height: number, at: number, of: string];

export function packPicture({ width, height, at, of }: CastPicture): PackedPicture {
  return [width, height, at, of];
}

function isPacked(value: unknown): value is PackedPicture {
  if (!Array.isArray(value)) return false;
  const [width, height, at, of] = value as readonly unknown[];
  const isSide = (side: unknown) => typeof side === 'number' && side >= 1;
  return isSide(width) && isSide(height) && isSide(at) && typeof of === 'string' && of.length <= LONGEST_NAME;
}

function unpack(asset: AssetHash, [width, height, at, of]: PackedPicture): CastPicture {
  return { asset, width, height, at, of };
}
