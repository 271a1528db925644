import { Ruler } from 'lucide-react';
import { IconButton } from '#app/components/index.ts';
import type { BoardsView } from '../boards-view.ts';
import { ViewBar } from '../view-bar.tsx';
import type { StripItem, StripLayout } from './strip-layout.ts';
import { runningTime } from '#shared/storyboard/index.ts';

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
    <ViewBar
      label="What the strip shows"
      value={view.scope}
      options={SCOPES}
      onChange={(scope) => onView({ scope })}
      said={
        place < 0
          ? ''
          : `${(place + 1).toLocaleString('en')} of ${items.length.toLocaleString('en')} · ` +
            `${runningTime(timeOf(items.slice(0, place)))} of ${runningTime(timeOf(items))}`
      }
      edge="top"
    >
      <IconButton
        icon={Ruler}
        label="Durations to scale"
        pressed={view.toScale}
        onClick={() => onView({ toScale: !view.toScale })}
      />
    </ViewBar>
  );
}
