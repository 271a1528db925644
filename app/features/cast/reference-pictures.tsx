import { ImagePlus, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import type { CastPicture } from '#shared/cast/index.ts';
import type { PictureHolder } from '#shared/collab/index.ts';
import type { Field } from '#shared/shots/index.ts';
import type { StoredPicture } from '#server/context.ts';
import { Button, IconButton } from '#app/components/index.ts';
import { failureOf } from '#app/lib/failure.ts';
import { pictureSources } from '#app/lib/picture-sources.ts';
import { postForm } from '#app/lib/post-form.ts';
import { InPlace } from './in-place.tsx';
import type { Described } from './types.ts';
import styles from './cast-detail.module.css';

interface ReferencePicturesProps extends Pick<Described, 'edits' | 'project' | 'canEdit' | 'assetUrl'> {
  readonly pictures: readonly CastPicture[];
  /** Whose they are, in a word: `Everyday`. */
  readonly name: string;
  /** Who is taken to be in a new one; empty: nobody real. */
  readonly of: string;
  /** Where a new one goes: asked for when there is one. */
  readonly holder: () => PictureHolder;
}

const PERSON: Field<'of'> = {
  ...{ name: 'of', label: 'Real person in it', group: 'content', shown: true, kind: 'text', default: '' },
  ...{ most: 500, lines: 'one', suggestions: [] },
};
const TYPES = 'image/png,image/jpeg,image/webp,image/gif,image/avif';

/** Pictures to go by, each with the real person who is in it: nobody real's need no consent. */
export function ReferencePictures({ pictures, name, of, holder, edits, ...props }: ReferencePicturesProps) {
  const { project, canEdit, assetUrl } = props;
  const chooser = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState(0);
  const [faults, setFaults] = useState<readonly string[]>([]);
  const send = async (files: readonly File[]) => {
    setFaults([]);
    setSending(files.length);
    for (const file of files) {
      const answer = await postForm<StoredPicture>(`/projects/${project}/cast-pictures`, { file });
      const failure = failureOf(answer);
      if (failure) setFaults((all) => [...all, failure.message]);
      else edits.putPicture(holder(), { ...(answer as StoredPicture), at: Date.now(), of });
      setSending((left) => left - 1);
    }
  };
  return (
    <div className={styles['references']}>
      <ul className={styles['pictures']} aria-label={`Reference pictures of ${name}`}>
        {pictures.map((picture) => (
          <li key={picture.asset} className={styles['picture']}>
            <img
              {...pictureSources(assetUrl(picture.asset), picture, '160px')}
              alt={picture.of === '' ? `Reference for ${name}` : `${picture.of}, reference for ${name}`}
              width={picture.width}
              height={picture.height}
              decoding="async"
            />
            <InPlace
              field={PERSON}
              value={picture.of}
              canEdit={canEdit}
              onChange={(value) => edits.putPicture(holder(), { ...picture, of: String(value) })}
            />
            {canEdit && (
              <IconButton
                icon={Trash2}
                label={`Remove picture of ${name}`}
                className={styles['remove']}
                onClick={() => edits.removePicture(holder(), picture.asset)}
              />
            )}
          </li>
        ))}
      </ul>
      {canEdit && (
        <>
          <Button icon={ImagePlus} busy={sending > 0} onClick={() => chooser.current?.click()}>
            Add reference pictures
          </Button>
          <input
            ref={chooser}
            type="file"
            accept={TYPES}
            multiple
            hidden
            aria-label={`Reference pictures for ${name}`}
            onChange={(event) => {
              const files = [...(event.target.files ?? [])];
              event.target.value = '';
              void send(files);
            }}
          />
        </>
      )}
      {faults.map((fault) => (
        <p key={fault} role="alert" className={styles['fault']}>
          {fault}
        </p>
      ))}
    </div>
  );
}
