import type { NewId, PanelId } from '#shared/lib/ids.ts';
import { joinShot, readPanel, readSettings, splitShot, updateShot } from '#shared/collab/index.ts';
import { slateName, type FieldValue, type Shot } from '#shared/shots/index.ts';
import { boardOfAll, joinedSetup, splitSetups, type BoardField, type ShotRow } from '#shared/storyboard/index.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import type { LiveStoryboard } from '#app/collab/use-storyboard.ts';
import { editAs } from '#app/collab/undo-labels.ts';
import { changeField, counted, panelsOf } from './board-edits.ts';

type Target = Pick<ProjectConnection, 'doc' | 'undo'>;

/** Makes panels of one scene frames of one setup. Returns false where there is nothing to join. */
export function joinPanels(target: Target, storyboard: LiveStoryboard, ids: readonly PanelId[]): boolean {
  const setup = joinedSetup(storyboard, ids);
  if (setup === null) return false;
  editAs(target, `joining of ${counted(ids.length, 'panel')}`, () => joinShot(target.doc, ids, setup));
  return true;
}

/** Gives panels setups of their own. Returns how many came of it. */
export function splitPanels(target: Target, storyboard: LiveStoryboard, ids: readonly PanelId[], newId: NewId): number {
  const groups = splitSetups(storyboard, ids);
  if (groups.length === 0) return 0;
  editAs(target, `split of ${counted(groups.length, 'setup')}`, () => {
    for (const group of groups) {
      splitShot(target.doc, group, newId);
      // The name stays with the other: the slate gives this one a letter of its own.
      const setup = group[0] && readPanel(target.doc, group[0])?.shot;
      if (setup) updateShot(target.doc, setup, { name: '' });
    }
  });
  return groups.length;
}

/** Why a setup can't be called so, in a sentence; null when it can. */
export function faultOfName(
  { doc }: Pick<Target, 'doc'>,
  storyboard: LiveStoryboard,
  ids: readonly PanelId[],
  text: string,
): string | null {
  const board = boardOfAll(storyboard, ids);
  if (!board) return 'A slate belongs to one scene.';
  const name = slateName(board.scene.number, text, readSettings(doc).shotLetters);
  if (name === null) return `No slate has the letter ${text.trim().toUpperCase()}: it reads as a figure.`;
  const own = panelsOf(storyboard, ids)[0]?.shot;
  const others = new Set(board.panels.map(({ shot }) => shot).filter((shot) => shot !== own));
  const taken = name !== '' && [...others].some((shot) => storyboard.shots.get(shot)?.name === name);
  return taken ? `Another setup of scene ${board.scene.number} is called ${name}.` : null;
}

/** Gives the setup of these panels its letter or a name of its own; nothing, and it is called by its place again. */
export function nameSetup(target: Target, storyboard: LiveStoryboard, ids: readonly PanelId[], text: string): void {
  const board = boardOfAll(storyboard, ids);
  const setup: Shot['id'] | undefined = panelsOf(storyboard, ids)[0]?.shot;
  if (!board || !setup || faultOfName(target, storyboard, ids, text) !== null) return;
  const name = slateName(board.scene.number, text, readSettings(target.doc).shotLetters) ?? '';
  editAs(target, 'name of setup', () => updateShot(target.doc, setup, { name }));
}

/** How the shot list writes: the setup's name by the rules of slates, and the rest as it is said. */
export function setupsInList(target: Target, storyboard: LiveStoryboard) {
  const idsOf = ({ panels }: Pick<ShotRow, 'panels'>) => panels.map(({ id }) => id);
  const isName = ({ of, field }: BoardField) => of === 'shot' && field.name === 'name';
  return {
    faultOf: (row: ShotRow, about: BoardField, value: FieldValue) =>
      isName(about) ? faultOfName(target, storyboard, idsOf(row), String(value)) : null,
    onChange: (row: ShotRow, about: BoardField, value: FieldValue) => {
      if (isName(about)) nameSetup(target, storyboard, idsOf(row), String(value));
      else changeField(target, row.panels, about, value);
    },
  };
}
