import { useRef, type RefObject } from 'react';
import { addPictures, type AddPictures } from './add-pictures.ts';
import type { Stage } from './commands.ts';
import { fileDropAt, useFileDrop, type FileDrop, type Takers } from './use-file-drop.ts';
import { usePictureUploads, type Uploading } from './use-picture-uploads.ts';

export interface BringPictures extends AddPictures {
  /** The input that opens the browser's chooser. */
  readonly chooser: RefObject<HTMLInputElement>;
  readonly choosePictures: () => void;
  readonly uploading: Uploading;
  /** Over the grid; the other views know where theirs are. */
  readonly fileDrop: FileDrop | null;
  readonly takers: Takers;
}

/** A person's own pictures: chosen, dropped or pasted, and on their way. */
export function useBringPictures(stage: Stage, scroller: HTMLElement | null): BringPictures {
  const { props, ids, layout } = stage;
  const chooser = useRef<HTMLInputElement>(null);
  const uploading = usePictureUploads(props.connection, props.projectId);
  const pictures = addPictures(stage, uploading);
  const takers: Takers = (id) => (ids.includes(id) ? ids : [id]);
  const fileDrop = useFileDrop({
    ...{ scroller, axis: 'y', enabled: props.canEdit, onFiles: pictures.dropped },
    dropAt: (x, y) => fileDropAt(layout, x, y, takers),
  });
  return { ...pictures, chooser, choosePictures: () => chooser.current?.click(), uploading, fileDrop, takers };
}
