import { X } from 'lucide-react';
import type { CSSProperties } from 'react';
import type { Followed } from '#app/collab/follow.ts';
import { IconButton } from '#app/components/index.ts';
import { inkOn } from '#app/lib/presence-colours.ts';
import css from './follow-frame.module.css';

/** Says whose view this is, around the page and in words. */
export function FollowFrame({ followed, onStop }: { readonly followed: Followed; readonly onStop: () => void }) {
  const { name, colour } = followed;
  return (
    <div className={css['frame']} style={{ '--person': colour, '--on-person': inkOn(colour) } as CSSProperties}>
      <div className={css['word']} role="status">
        Following {name}
        <IconButton icon={X} label={`Stop following ${name}`} shortcut="Esc" onClick={onStop} />
      </div>
    </div>
  );
}
