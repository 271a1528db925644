import { z } from 'zod';
import { loadSketch, readPlainDrawing, writePlainDrawing, type PlainDrawing } from '#shared/collab/index.ts';
import type { PanelId } from '#shared/lib/ids.ts';
import { FOLDER_FILES, FOLDER_VERSION, folderDrawing, type FolderDrawing } from '#shared/protocol/index.ts';
import type { ZipFile } from '#server/exports/index.ts';
import { json, parseJson } from './json.ts';
import { Refused } from './refused.ts';

const NAME = /^drawings\/([0-9a-z]{16})\.json$/;

/** The panel that a file below the folder is the drawing of; null for any other file. */
export function drawnPanel(file: string): PanelId | null {
  return (NAME.exec(file)?.[1] ?? null) as PanelId | null;
}

/** The same drawing makes the same bytes. */
export function drawingFile(panel: PanelId, state: Uint8Array): ZipFile {
  const doc = loadSketch(state);
  try {
    const drawing: FolderDrawing = { format: 'beatboard-drawing', version: FOLDER_VERSION, ...readPlainDrawing(doc) };
    return { name: `${FOLDER_FILES.drawings}${panel}.json`, bytes: new TextEncoder().encode(json(drawing)) };
  } finally {
    doc.destroy();
  }
}

/** Of these panels; a drawing of another one hangs on nothing. Throws Refused for a file that is no drawing. */
export function drawingsFrom(files: readonly ZipFile[], panels: ReadonlySet<string>): Map<PanelId, PlainDrawing> {
  const drawings = new Map<PanelId, PlainDrawing>();
  for (const { name, bytes } of files) {
    const panel = drawnPanel(name);
    if (panel !== null && panels.has(panel)) drawings.set(panel, drawingFrom(name, bytes));
  }
  return drawings;
}

function drawingFrom(name: string, bytes: Uint8Array): PlainDrawing {
  const checked = z.safeParse(folderDrawing, parseJson(name, bytes));
  if (!checked.success) throw new Refused(`${name} is no drawing of this Beatboard.`);
  const { layers, strokes } = checked.data;
  const drawing = { layers, strokes } as PlainDrawing;
  const trial = loadSketch(EMPTY);
  try {
    trial.transact(() => writePlainDrawing(trial, drawing));
  } catch (error) {
    throw error instanceof RangeError ? new Refused(`${name}: ${error.message}`) : error;
  } finally {
    trial.destroy();
  }
  return drawing;
}

/** An update that says nothing. */
const EMPTY = new Uint8Array(2);
