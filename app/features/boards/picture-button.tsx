import { ImagePlus } from 'lucide-react';
import { Button } from '#app/components/index.ts';
import { PICTURE_TYPES } from './picture-files.ts';
import type { BringPictures } from './use-bring-pictures.ts';
import styles from './boards-pane.module.css';

interface PictureButtonProps {
  /** How many panels are selected: they take the pictures. */
  readonly selected: number;
  readonly pictures: Pick<BringPictures, 'chooser' | 'choosePictures' | 'chosen'>;
}

/** Chooses pictures of this machine. */
export function PictureButton({ selected, pictures }: PictureButtonProps) {
  const where =
    selected === 0 ? 'as new panels' : selected === 1 ? 'onto the selected panel' : 'onto the selected panels';
  return (
    <>
      <input
        ref={pictures.chooser}
        type="file"
        hidden
        multiple
        accept={PICTURE_TYPES}
        onChange={(event) => {
          pictures.chosen([...(event.target.files ?? [])]);
          // The same file, mended, may be chosen again.
          event.target.value = '';
        }}
      />
      <Button
        icon={ImagePlus}
        className={styles['iconWhenNarrow']}
        title={`Files of this device, ${where} (U). Or drop them on the boards.`}
        onClick={pictures.choosePictures}
      >
        Add pictures
      </Button>
    </>
  );
}
