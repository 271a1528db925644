import { useSyncExternalStore } from 'react';
import type { ProjectId, TakeId } from '#shared/lib/ids.ts';
import type { ProjectDoc } from '#shared/collab/index.ts';
import type { Storyboard } from '#shared/storyboard/index.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { newId } from '#app/collab/new-id.ts';
import type { UndoStep } from '#app/collab/undo-labels.ts';
import { batchEdits, panelsForFiles, type FilePlace, type PanelsForFiles } from './picture-edits.ts';
import { fileFault } from './picture-files.ts';
import { PictureUploads, type Batch, type UploadsSnapshot } from './picture-uploads.ts';
import { pictureSender } from './send-picture.ts';

export interface Uploading extends UploadsSnapshot {
  /** Adds files where they were dropped. Returns the panels they go to; none when nothing was worth sending. */
  readonly add: (storyboard: Storyboard, place: FilePlace, files: readonly File[]) => PanelsForFiles | null;
  readonly cancel: (take: TakeId) => void;
  readonly dismiss: () => void;
}

const stores = new WeakMap<ProjectDoc, PictureUploads>();
const steps = new WeakMap<Batch, () => UndoStep | null>();

/** The pictures on their way in this window, of one document: they outlive the pane that shows them. */
export function usePictureUploads(connection: ProjectConnection, project: ProjectId): Uploading {
  const uploads = uploadsOf(connection, project);
  const snapshot = useSyncExternalStore(uploads.subscribe, uploads.get, uploads.get);
  return {
    ...snapshot,
    add: (storyboard, place, files) => addFiles(uploads, connection, storyboard, place, files),
    cancel: (take) => uploads.cancel(take),
    dismiss: () => uploads.dismiss(),
  };
}

function addFiles(
  uploads: PictureUploads,
  connection: ProjectConnection,
  storyboard: Storyboard,
  place: FilePlace,
  files: readonly File[],
): PanelsForFiles | null {
  const faults = files.flatMap((file) => fileFault(file) ?? []);
  const good = files.filter((file) => fileFault(file) === null);
  const found = good.length > 0 ? panelsForFiles(connection, storyboard, place, good.length, newId) : null;
  if (!found) {
    if (faults.length > 0) uploads.add({ files: [], hang: () => null, giveUp: () => undefined }, faults);
    return null;
  }
  const edits = batchEdits(connection, found);
  const batch: Batch = { ...edits, files: good.flatMap((file, i) => pairOf(file, found.panels[i])) };
  steps.set(batch, edits.step);
  uploads.add(batch, faults);
  return found;
}

function pairOf<File, Panel>(file: File, panel: Panel | undefined): { file: File; panel: Panel }[] {
  return panel === undefined ? [] : [{ file, panel }];
}

function uploadsOf({ doc, undo }: ProjectConnection, project: ProjectId): PictureUploads {
  const known = stores.get(doc);
  if (known) return known;
  const uploads = new PictureUploads({ newId, send: pictureSender(project), later });
  stores.set(doc, uploads);
  // Who takes pictures back wants those that are still on their way no more either.
  undo.on('stack-item-popped', ({ stackItem, type }) => {
    if (type === 'undo') uploads.cancelBatches((batch) => steps.get(batch)?.() === stackItem);
  });
  window.addEventListener('beforeunload', (event) => {
    if (uploads.busy) event.preventDefault();
  });
  return uploads;
}

/** Sooner when the browser says that there is a network again. */
function later(ms: number, then: () => void): () => void {
  const stop = () => {
    clearTimeout(timer);
    window.removeEventListener('online', now);
  };
  const now = () => {
    stop();
    then();
  };
  const timer = setTimeout(now, ms);
  window.addEventListener('online', now);
  return stop;
}
