import { must } from '#shared/lib/assert.ts';
import type { MemberRole } from '#shared/access/index.ts';
import {
  addTake,
  readPanels,
  readScript,
  writeSettings,
  writeTitlePage,
  type ProjectDoc,
} from '#shared/collab/index.ts';
import type { AssetHash, NewId, PanelId, UserId } from '#shared/lib/ids.ts';
import { pick, randomInt, type Rng } from '#shared/lib/rng.ts';
import { scenesOf } from '#shared/screenplay/index.ts';
import { SHOT_SIZES } from '#shared/shots/index.ts';
import { BOARD_FIELDS } from '#shared/storyboard/index.ts';
import { arrangePanels, type Storyboard } from '#shared/storyboard/index.ts';
import {
  acceptPictures,
  addPanelAfter,
  addPanelForLines,
  addPanelToScene,
  boardScene,
  changeCaption,
  changeField,
  changeShots,
  movePanels,
  removePanels,
} from '#app/features/boards/board-edits.ts';
import { editAs } from '#app/collab/undo-labels.ts';
import { randomEdit, type HeadlessEditor } from '#tests/builders/headless-editor.ts';

const DURATION = must(BOARD_FIELDS.find(({ field }) => field.name === 'durationMs'));

/** Documents are kept small: people meet in every line, and late acts cost no more than early ones. */
const MANY_LINES = 14;
const MANY_PANELS = 30;
const LINES_CUT = 6;

export function storyboardOf(doc: ProjectDoc): Storyboard {
  return arrangePanels(scenesOf(readScript(doc)), readPanels(doc));
}

/** Something that a person in this role does, with the product's own functions. */
export function act(editor: HeadlessEditor, role: MemberRole, rng: Rng, newId: NewId): void {
  const writes = role === 'owner' || role === 'writer';
  if (!writes && role !== 'director') return;
  const dice = rng.next();
  if (writes && dice < 0.65) writeScript(editor, rng);
  else if (dice < 0.67 && writes) editAs(editor, 'title', () => writeTitlePage(editor.doc, titlePage(rng)));
  else if (dice < 0.69)
    editAs(editor, 'settings', () => writeSettings(editor.doc, { aspectRatio: pick(rng, [1.85, 2.39]) }));
  else if (dice < 0.77) undoOrRedo(editor, rng);
  else board(editor, rng, newId);
}

function writeScript(editor: HeadlessEditor, rng: Rng): void {
  const { doc } = editor.state;
  const lines = editor.lines().length;
  if (lines > MANY_LINES && rng.next() < 0.2) {
    const from = randomInt(rng, lines - LINES_CUT);
    editor.dispatch(editor.state.tr.delete(editor.at(from, 0) - 1, editor.at(from + LINES_CUT, 0) - 1));
  } else if (doc.childCount > 0) randomEdit(editor, rng);
}

function undoOrRedo({ undo }: HeadlessEditor, rng: Rng): void {
  for (let steps = 1 + randomInt(rng, 5); steps > 0; steps--) {
    if (rng.next() < 0.75) undo.undo();
    else undo.redo();
  }
}

function board(editor: HeadlessEditor, rng: Rng, newId: NewId): void {
  const storyboard = storyboardOf(editor.doc);
  const { boards } = storyboard;
  const panels = [...boards.flatMap((each) => each.panels), ...storyboard.orphans];
  const [panel, other] = [panels[randomInt(rng, panels.length)], panels[randomInt(rng, panels.length)]];
  const scene = boards[randomInt(rng, boards.length)];
  if (!panel || !other || panels.length < 4) {
    makePanels(editor, storyboard, rng, newId);
    return;
  }
  if (panels.length > MANY_PANELS) {
    removePanels(editor, [panel.id, other.id]);
    return;
  }
  const ids = [...new Set([panel.id, other.id])];
  const acts: readonly (() => unknown)[] = [
    () => changeCaption(editor, panel.id, `caption ${String(randomInt(rng, 1000))}`),
    () => scene && movePanels(editor, storyboard, [panel.id], scene.scene.id, randomInt(rng, scene.panels.length + 1)),
    () => scene && movePanels(editor, storyboard, ids, scene.scene.id, randomInt(rng, scene.panels.length + 1)),
    () => removePanels(editor, ids),
    () => changeShots(editor, [panel], 'size', { size: pick(rng, SHOT_SIZES) }),
    () => changeField(editor, [panel, other], DURATION, 500 * (1 + randomInt(rng, 8))),
    () => acceptPictures(editor, storyboard, ids),
    () => addPicture(editor.doc, panel.id, rng, newId),
    () => makePanels(editor, storyboard, rng, newId),
    () => addPanelAfter(editor, storyboard, panel.id, newId),
  ];
  pick(rng, acts)();
}

function makePanels(editor: HeadlessEditor, storyboard: Storyboard, rng: Rng, newId: NewId): void {
  const lines = readScript(editor.doc);
  const { boards } = storyboard;
  const scene = boards[randomInt(rng, boards.length)];
  const line = lines[randomInt(rng, lines.length)];
  if (scene && rng.next() < 0.1) boardScene(editor, storyboard, scene, newId);
  else if (scene && rng.next() < 0.4) addPanelToScene(editor, storyboard, scene, newId);
  else if (line) addPanelForLines(editor, storyboard, [line.id], newId);
}

/** As a finished job does it, inside a room or a window. */
export function addPicture(doc: ProjectDoc, panel: PanelId, rng: Rng, newId: NewId): void {
  const asset = '0123456789abcdef'.repeat(4) as AssetHash;
  const by = 'ana0000000000000' as UserId;
  const take = {
    id: newId(),
    asset,
    width: 640,
    height: 360,
    source: 'previz',
    provider: 'previz',
    at: 1,
    by,
  } as const;
  addTake(doc, panel, take as Parameters<typeof addTake>[2], `hash${String(randomInt(rng, 9))}`);
}

function titlePage(rng: Rng) {
  return { Title: [`Draft ${String(randomInt(rng, 100))}`], Author: ['Ana'] };
}
