import { Ban, Columns2, CopyPlus, Download, ThumbsUp } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { TakeId } from '#shared/lib/ids.ts';
import { chosenTake, verdictOn, type Take, type TakeVerdict } from '#shared/storyboard/index.ts';
import { Button, ButtonLink, Icon, RelativeTime, later } from '#app/components/index.ts';
import { PanelPicture } from '#app/lib/panel-picture.tsx';
import { toggledVerdict } from './judge-take.ts';
import { makerOf, nameOf, sourceOf } from './take-words.ts';
import type { CompareTakesProps, TakesProps } from './types.ts';
import styles from './takes.module.css';

const CompareTakes = later<CompareTakesProps>(async () => (await import('./compare-takes.tsx')).CompareTakes);

/** All pictures that were made for a panel: the one that is chosen is shown, to everybody. */
export function TakePicker(props: TakesProps) {
  const { panel, title, onChoose, rating } = props;
  const { takes } = panel;
  const [comparing, setComparing] = useState(false);
  const [focused, setFocused] = useState<TakeId | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const current = chosenTake(panel);
  const tabStop = takes.some(({ id }) => id === focused) ? focused : (panel.take ?? takes[0]?.id);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [panel.id, panel.take]);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = takes.findIndex(({ id }) => id === tabStop);
    const verdict = event.ctrlKey || event.metaKey ? undefined : VERDICT_KEYS[event.key.toLowerCase()];
    const to = takeAfter(event.key, at, takes.length);
    if (to !== null) (list.current?.children[to] as HTMLElement | undefined)?.focus();
    else if (tabStop && (event.key === 'Enter' || event.key === ' ')) onChoose(tabStop);
    else if (tabStop && rating && verdict) rating.onJudge(tabStop, toggledVerdict(panel, tabStop, rating.me, verdict));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles['takes']}>
      <div
        ref={list}
        role="listbox"
        aria-label={`Takes of ${title}`}
        aria-orientation="horizontal"
        className={styles['list']}
        onKeyDown={onKeyDown}
      >
        {takes.map((take) => (
          <Thumbnail
            key={take.id}
            {...{ ...props, take }}
            reachable={take.id === tabStop}
            onFocus={() => setFocused(take.id)}
          />
        ))}
      </div>
      {current && props.onLike && (
        <Button
          icon={CopyPlus}
          title="Another picture like the take that is chosen"
          onClick={() => props.onLike?.(current)}
        >
          More like it
        </Button>
      )}
      <Button icon={takes.length > 1 ? Columns2 : ThumbsUp} onClick={() => setComparing(true)}>
        {takes.length > 1 ? 'Compare' : 'Rate'}
      </Button>
      {panel.take !== null && (
        <ButtonLink
          to={`/projects/${props.projectId}/export-boards/take?take=${panel.take}`}
          icon={Download}
          title="The picture that is shown, as a file that says how it was made"
          reloadDocument
        >
          Download
        </ButtonLink>
      )}
      <CompareTakes {...props} open={comparing} onClose={() => setComparing(false)} />
    </div>
  );
}

const VERDICT_KEYS: Readonly<Record<string, TakeVerdict>> = { k: 'keep', x: 'unusable' };

/** Where an arrow leads among so many; null for other keys. */
function takeAfter(key: string, at: number, count: number): number | null {
  if (key === 'ArrowLeft') return Math.max(0, at - 1);
  if (key === 'ArrowRight') return Math.min(count - 1, at + 1);
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}

interface ThumbnailProps extends TakesProps {
  readonly take: Take;
  readonly reachable: boolean;
  readonly onFocus: () => void;
}

function Thumbnail({ take, panel, people, reachable, onFocus, onChoose, ...frames }: ThumbnailProps) {
  const verdict = verdictOn(panel, take.id);
  return (
    <div
      role="option"
      aria-label={nameOf(take, panel, people)}
      aria-selected={take.id === panel.take}
      tabIndex={reachable ? 0 : -1}
      className={styles['take']}
      title={`${sourceOf(take)} by ${makerOf(take, people)}`}
      onFocus={onFocus}
      onClick={() => onChoose(take.id)}
    >
      <PanelPicture {...frames} {...{ take, panel, alt: '', sizes: '96px', className: styles['picture'] }} />
      <span className={styles['said']}>
        {verdict === 'keep' && <Icon of={ThumbsUp} size={14} />}
        {verdict === 'unusable' && <Icon of={Ban} size={14} />}
        {sourceOf(take)}
      </span>
      <span className={styles['said']}>
        <RelativeTime at={take.at} />
      </span>
    </div>
  );
}
