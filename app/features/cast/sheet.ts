import {
  lookIn,
  namesIn,
  storyDaysOf,
  type CastEntry,
  type Character,
  type LocationEntry,
  type StoryDay,
} from '#shared/cast/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { nameKey } from '#shared/lib/name-key.ts';
import type { Scene } from '#shared/screenplay/index.ts';
import type { Numbering } from '#shared/shots/index.ts';
import { namePanels, type Panel } from '#shared/storyboard/index.ts';
import type { LiveCast } from '#app/collab/use-cast.ts';
import type { LiveStoryboard } from '#app/collab/use-storyboard.ts';

/** A character in a panel, and how it looks there. */
export interface Worn {
  readonly name: string;
  /** The look's name; null: none holds. */
  readonly look: string | null;
}

export interface SheetPanel {
  readonly panel: Panel;
  readonly number: string;
  readonly scene: Scene;
  readonly worn: readonly Worn[];
}

/** Panels side by side that should match. */
export interface SheetGroup {
  readonly key: string;
  readonly title: string;
  readonly note: string;
  /** The scene, where all of them are of one. */
  readonly scene: Scene | null;
  readonly panels: readonly SheetPanel[];
}

/** Cast and boards read once, to lay out any sheet of them. */
export interface Continuity {
  readonly days: ReadonlyMap<ElementId, StoryDay>;
  readonly ofCharacter: (entry: CastEntry) => SheetGroup[];
  readonly ofLocation: (entry: LocationEntry) => SheetGroup[];
  readonly ofDay: (day: number | null) => SheetGroup[];
}

export function continuityOf(storyboard: LiveStoryboard, numbering: Numbering, cast: LiveCast): Continuity {
  const scenes = storyboard.boards.map(({ scene }) => scene);
  const days = storyDaysOf(scenes, cast.marks);
  const named = namePanels(storyboard, numbering);
  const keysIn = namesIn({ scenes, characters: cast.characters, shots: storyboard.shots });
  const wornBy = (character: Character, scene: Scene): Worn => ({
    name: character.name,
    look: lookIn(character, scene.id, days.get(scene.id)?.day ?? null)?.name ?? null,
  });
  const all = storyboard.boards.flatMap(({ scene, panels }) =>
    panels.map((panel) => ({ panel, scene, number: named.get(panel.id)?.number ?? '', keys: keysIn(panel, scene) })),
  );
  type Read = (typeof all)[number];
  const withLooks = ({ keys, ...panel }: Read): SheetPanel => ({
    ...panel,
    worn: cast.characters
      .filter((character) => keysOf(character).some((key) => keys.includes(key)))
      .map((character) => wornBy(character, panel.scene)),
  });
  const byScene = (wanted: (scene: Scene) => boolean): SheetGroup[] =>
    scenes.filter(wanted).flatMap((scene) => {
      const panels = all.filter((panel) => panel.scene === scene).map(withLooks);
      return panels.length === 0 ? [] : [{ ...groupOfScene(scene, days.get(scene.id)), panels }];
    });
  return {
    days,
    ofCharacter: ({ key, character }) => {
      const own = character ? keysOf(character) : [key];
      const panels = all.filter(({ keys }) => own.some((name) => keys.includes(name)));
      return byLook(panels.map(withLooks), character, days);
    },
    ofLocation: (entry) => byScene(({ id }) => entry.scenes.includes(id)),
    ofDay: (day) => byScene(({ id }) => days.get(id)?.day === day),
  };
}

function keysOf({ name, aliases }: Pick<Character, 'name' | 'aliases'>): string[] {
  return [name, ...aliases].map(nameKey).filter((key) => key !== '');
}

function groupOfScene(scene: Scene, day: StoryDay | undefined): Omit<SheetGroup, 'panels'> {
  return { key: scene.id, title: `${scene.number} ${scene.heading.text}`, note: dayWords(day?.day ?? null), scene };
}

export function dayWords(day: number | null): string {
  return day === null ? 'Outside the story’s days' : `Story day ${String(day)}`;
}

/** What follows one another in one look stands together. */
function byLook(panels: readonly SheetPanel[], character: Character | null, days: Continuity['days']): SheetGroup[] {
  const groups: { key: string; look: string; panels: SheetPanel[] }[] = [];
  let before: string | null | undefined;
  for (const panel of panels) {
    const look = character && lookIn(character, panel.scene.id, days.get(panel.scene.id)?.day ?? null);
    if (groups.length === 0 || (look?.id ?? null) !== before) {
      const title = look ? look.name || 'Look without a name' : 'No look described';
      groups.push({ key: panel.panel.id, look: title, panels: [] });
    }
    before = look?.id ?? null;
    groups.at(-1)?.panels.push(panel);
  }
  return groups.map(({ key, look, panels: own }) => ({
    ...{ key, title: look, scene: null, panels: own },
    note: `Scenes ${[...new Set(own.map(({ scene }) => scene.number))].join(', ')}`,
  }));
}
