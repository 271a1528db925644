import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleX,
  HardDrive,
  LoaderCircle,
  Lock,
  type LucideIcon,
} from 'lucide-react';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';
import styles from './save-light.module.css';
import { Tooltip } from './tooltip.tsx';

/** What may be said about a person's work; `reason` is a sentence for them. */
export type SaveLightState =
  | { readonly kind: 'connecting' | 'saved' | 'saving' | 'on-device' }
  | { readonly kind: 'not-saved' | 'read-only'; readonly reason: string }
  /** The window writes no more. `word` says why in two words at most, `title` in a sentence; the rest is told elsewhere. */
  | { readonly kind: 'ended'; readonly word: string; readonly title: string };

const FACES: Readonly<Record<SaveLightState['kind'], { icon: LucideIcon; word: string; means: string }>> = {
  connecting: { icon: CircleDashed, word: 'Connecting', means: 'Opening the project.' },
  saved: { icon: CircleCheck, word: 'Saved', means: 'Every change of this window is stored on the server.' },
  saving: { icon: LoaderCircle, word: 'Saving', means: 'Your latest changes are on their way to the server.' },
  'on-device': {
    icon: HardDrive,
    word: 'On this device',
    means: 'No connection. Your changes are kept in this browser and go out when it is back.',
  },
  'not-saved': { icon: CircleX, word: 'Not saved', means: '' },
  'read-only': { icon: Lock, word: 'Read only', means: '' },
  ended: { icon: CircleAlert, word: '', means: '' },
};

export function SaveLight({ state }: { readonly state: SaveLightState }) {
  const face = FACES[state.kind];
  return (
    <Tooltip text={meaningOf(state)}>
      <span role="status" tabIndex={0} data-save={state.kind} className={cx(styles['light'], styles[state.kind])}>
        <Icon of={face.icon} />
        {state.kind === 'ended' ? state.word : face.word}
      </span>
    </Tooltip>
  );
}

function meaningOf(state: SaveLightState): string {
  if (state.kind === 'ended') return state.title;
  return 'reason' in state ? state.reason : FACES[state.kind].means;
}
