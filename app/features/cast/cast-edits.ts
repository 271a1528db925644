import type {
  CastEntry,
  CastPicture,
  CharacterText,
  DayMark,
  LocationEntry,
  LocationText,
  LookText,
} from '#shared/cast/index.ts';
import {
  addCharacter,
  addLocation,
  addLook,
  deleteCharacter,
  deleteLocation,
  deleteLook,
  holdInScene,
  markDay,
  putPicture,
  removePicture,
  updateCharacter,
  updateLocation,
  updateLook,
  type LookPlace,
  type PictureHolder,
} from '#shared/collab/index.ts';
import type { CharacterId, ElementId, LocationId } from '#shared/lib/ids.ts';
import { nameKey } from '#shared/lib/name-key.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { newId } from '#app/collab/new-id.ts';
import { editAs } from '#app/collab/undo-labels.ts';

/** What people do to cast and places: each act is one step of undo, with its name. */
export function castEdits(connection: Pick<ProjectConnection, 'doc' | 'undo'>) {
  const { doc } = connection;
  const as = <T>(label: string, change: () => T): T => editAs(connection, label, change);

  /** Somebody the script has is written down with the first word that is said of them. */
  const characterOf = ({ character, name }: CastEntry): CharacterId =>
    character?.id ?? addCharacter(doc, { name }, newId);
  const locationOf = ({ location, name }: LocationEntry): LocationId =>
    location?.id ?? addLocation(doc, { name }, newId);

  return {
    addCharacter: (name: string) => as('new character', () => addCharacter(doc, { name }, newId)),
    addLocation: (name: string) => as('new place', () => addLocation(doc, { name }, newId)),
    describe: (entry: CastEntry, patch: Partial<CharacterText>) =>
      as(`change of ${entry.name}`, () =>
        updateCharacter(doc, characterOf(entry), keepBound(entry, entry.character, patch)),
      ),
    describePlace: (entry: LocationEntry, patch: Partial<LocationText>) =>
      as(`change of ${entry.name}`, () =>
        updateLocation(doc, locationOf(entry), keepBound(entry, entry.location, patch)),
      ),
    /** Named after what it is first. */
    addLook: (entry: CastEntry) =>
      as('new look', () =>
        addLook(doc, characterOf(entry), { name: (entry.character?.looks.length ?? 0) === 0 ? 'Everyday' : '' }, newId),
      ),
    changeLook: (place: LookPlace, patch: Partial<LookText>) =>
      as('change of a look', () => updateLook(doc, place, patch)),
    deleteLook: (place: LookPlace) => as('deletion of a look', () => deleteLook(doc, place)),
    hold: (place: LookPlace, scene: ElementId, holds: boolean) =>
      as('scene of a look', () => holdInScene(doc, place, scene, holds)),
    /** The place is written down first, if nobody has yet. */
    holderOf: (entry: LocationEntry): PictureHolder => ({
      location: as(`change of ${entry.name}`, () => locationOf(entry)),
    }),
    putPicture: (holder: PictureHolder, picture: CastPicture) =>
      as('reference picture', () => putPicture(doc, holder, picture)),
    removePicture: (holder: PictureHolder, asset: CastPicture['asset']) =>
      as('removal of a reference picture', () => removePicture(doc, holder, asset)),
    deleteCharacter: (id: CharacterId) => as('deletion of a character', () => deleteCharacter(doc, id)),
    deleteLocation: (id: LocationId) => as('deletion of a place', () => deleteLocation(doc, id)),
    markDay: (scene: ElementId, mark: DayMark | null) => as('story day', () => markDay(doc, scene, mark)),
  };
}

interface Named {
  readonly name: string;
  readonly aliases: readonly string[];
}

/** Who or what gets another name is still meant by the one that the script knows. */
function keepBound<T extends Partial<Named>>(
  { name, scenes }: CastEntry | LocationEntry,
  known: Named | null,
  patch: T,
) {
  if (patch.name === undefined || scenes.length === 0) return patch;
  const before = [...(known?.aliases ?? []), known?.name || name];
  return { ...patch, aliases: before.filter((alias) => nameKey(alias) !== nameKey(patch.name ?? '')) };
}

export type CastEdits = ReturnType<typeof castEdits>;
