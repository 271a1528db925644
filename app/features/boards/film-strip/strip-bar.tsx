import { Ruler } from 'lucide-react';
import { IconButton, SegmentedControl } from '#app/components/index.ts';
import type { BoardsView } from '../boards-view.ts';
import { runningTime } from '../words.ts';
import type { StripItem, StripLayout } from './strip-layout.ts';
import styles from './film-strip.module.css';

const SCOPES = [
  { value: 'scene', label: 'Scene' },
  { value: 'film', label: 'Whole film' },
] as const;

interface StripBarProps {
  readonly view: BoardsView;
  readonly onView: (changes: Partial<BoardsView>) => void;
  readonly strip: StripLayout;
  readonly at: StripItem | undefined;
}

/** Between the large frame and the strip: what the strip shows, and where in it one is. */
export function StripBar({ view, onView, strip, at }: StripBarProps) {
  const { items } = strip;
  const place = at ? items.indexOf(at) : -1;
  const timeOf = (some: readonly StripItem[]) => some.reduce((sum, { panel }) => sum + panel.durationMs, 0);
  return (
    <div className={styles['bar']}>
      <SegmentedControl
        label="What the strip shows"
        value={view.scope}
        onChange={(scope) => onView({ scope })}
        options={SCOPES}
      />
      <span className={styles['place']}>
        {place >= 0 &&
          `${(place + 1).toLocaleString('en')} of ${items.length.toLocaleString('en')} · ` +
            `${runningTime(timeOf(items.slice(0, place)))} of ${runningTime(timeOf(items))}`}
      </span>
      <IconButton
        icon={Ruler}
        label="Durations to scale"
        pressed={view.toScale}
        onClick={() => onView({ toScale: !view.toScale })}
      />
    </div>
  );
}
