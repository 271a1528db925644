import { boardsStore } from '#app/collab/boards-store.ts';
import { scriptStore } from '#app/collab/script-store.ts';
import { readSettings, type ProjectDoc } from '#shared/collab/index.ts';
import type { ElementId, PanelId } from '#shared/lib/ids.ts';
import { DEFAULT_SHOT, numberingOf, shortSize } from '#shared/shots/index.ts';
import { arrangePanels, namePanels, type NamedPanel } from '#shared/storyboard/index.ts';

export interface PanelOfLine {
  readonly id: PanelId;
  /** `1A · EWS` */
  readonly label: string;
}

let last: { readonly keys: readonly unknown[]; readonly named: ReadonlyMap<PanelId, NamedPanel> } | null = null;

/** The panels that show a line, in board order. Reads the boards when it is asked, and never while somebody types. */
export function panelsOfLine(doc: ProjectDoc, line: ElementId): PanelOfLine[] {
  const { shots } = boardsStore(doc).get();
  return [...namedPanels(doc).values()]
    .filter(({ panel }) => panel.anchors.includes(line))
    .map(({ panel, number }) => ({
      id: panel.id,
      label: `${number} · ${shortSize((shots.get(panel.shot) ?? DEFAULT_SHOT).size)}`,
    }));
}

function namedPanels(doc: ProjectDoc): ReadonlyMap<PanelId, NamedPanel> {
  const { panels, shots } = boardsStore(doc).get();
  const scenes = scriptStore(doc).scenes.get();
  const school = readSettings(doc).shotLetters;
  const keys = [panels, shots, scenes, school];
  if (last?.keys.every((key, i) => key === keys[i])) return last.named;
  const named = namePanels(arrangePanels(scenes, panels.values()), numberingOf(shots, school));
  last = { keys, named };
  return named;
}
