import { useRef, type RefObject } from 'react';
import { addPictures, type AddPictures } from './add-pictures.ts';
import type { Stage } from './commands.ts';
import { useFileDrop, type FileDrop } from './use-file-drop.ts';
import { usePictureUploads, type Uploading } from './use-picture-uploads.ts';

export interface BringPictures extends AddPictures {
  /** The input that opens the browser's chooser. */
  readonly chooser: RefObject<HTMLInputElement>;
  readonly choosePictures: () => void;
  readonly uploading: Uploading;
  readonly fileDrop: FileDrop | null;
}

/** A person's own pictures: chosen, dropped or pasted, and on their way. */
export function useBringPictures(stage: Stage, scroller: HTMLElement | null): BringPictures {
  const { props, ids, layout } = stage;
  const chooser = useRef<HTMLInputElement>(null);
  const uploading = usePictureUploads(props.connection, props.projectId);
  const pictures = addPictures(stage, uploading);
  const fileDrop = useFileDrop({
    ...{ scroller, layout, enabled: props.canEdit, onFiles: pictures.dropped },
    takers: (id) => (ids.includes(id) ? ids : [id]),
  });
  return { ...pictures, chooser, choosePictures: () => chooser.current?.click(), uploading, fileDrop };
}
