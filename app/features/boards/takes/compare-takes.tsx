import { useEffect, useState } from 'react';
import type { TakeId } from '#shared/lib/ids.ts';
import { chosenTake, type Panel, type Take } from '#shared/storyboard/index.ts';
import { Button, Dialog, RelativeTime, SegmentedControl, Select } from '#app/components/index.ts';
import { PanelPicture } from '#app/lib/panel-picture.tsx';
import { useLatest } from '../use-latest.ts';
import { toggledVerdict } from './judge-take.ts';
import { TakeRating } from './take-rating.tsx';
import { nameOf } from './take-words.ts';
import type { CompareTakesProps, TakesProps } from './types.ts';
import styles from './takes.module.css';

/** Two or four takes of a panel beside each other, as large as they can be: at first the one that is shown, and the newest others. */
export function CompareTakes({ open, onClose, ...props }: CompareTakesProps) {
  return (
    <Dialog open={open} onClose={onClose} title={`Takes of ${props.title}`} wide="very">
      {open && <Sides {...props} />}
    </Dialog>
  );
}

type Count = 'two' | 'four';
const SIDES: Readonly<Record<Count, readonly string[]>> = {
  two: ['Left', 'Right'],
  four: ['First', 'Second', 'Third', 'Fourth'],
};

function Sides(props: TakesProps) {
  const { takes } = props.panel;
  const [count, setCount] = useState<Count>('two');
  const [chosen, setChosen] = useState<readonly TakeId[]>(() => inOrderOfInterest(props.panel));
  const sides = SIDES[count].slice(0, takes.length);
  useRatingKeys(
    props,
    sides.map((_, i) => chosen[i]),
  );
  return (
    <>
      {takes.length > 2 && (
        <SegmentedControl label="Takes beside each other" value={count} onChange={setCount} options={COUNTS} />
      )}
      <div className={styles['pair']} data-alone={takes.length === 1 || undefined}>
        {sides.map((side, i) => (
          <Side
            key={side}
            {...props}
            side={side}
            at={i + 1}
            take={takes.find(({ id }) => id === chosen[i])}
            onTurn={(take) => setChosen(chosen.with(i, take))}
          />
        ))}
      </div>
    </>
  );
}

/** 1 keeps the first, Shift+1 says that it can't be used, and so on: eyes stay on the pictures. */
function useRatingKeys({ rating, panel }: TakesProps, shown: readonly (TakeId | undefined)[]): void {
  const latest = useLatest({ rating, panel, shown });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { rating, panel, shown } = latest.current;
      // With Shift a figure's key has another name on every keyboard.
      const figure = /^Digit([1-4])$/.exec(event.code)?.[1];
      const take = figure === undefined ? undefined : shown[Number(figure) - 1];
      if (!rating || !take || event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
      event.preventDefault();
      rating.onJudge(take, toggledVerdict(panel, take, rating.me, event.shiftKey ? 'unusable' : 'keep'));
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [latest]);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('select, textarea, input:not([type=checkbox])');
}

const COUNTS = [
  { value: 'two', label: 'Two' },
  { value: 'four', label: 'Four' },
] as const;

/** The one that is shown, then the newest: nobody compares with the oldest first. */
function inOrderOfInterest(panel: Panel): readonly TakeId[] {
  const first = chosenTake(panel) ?? panel.takes[0];
  const others = panel.takes.filter(({ id }) => id !== first?.id).reverse();
  return [first, ...others].flatMap((take) => take?.id ?? []);
}

interface SideProps extends TakesProps {
  readonly side: string;
  /** From 1: the key that rates it. */
  readonly at: number;
  readonly take: Take | undefined;
  readonly onTurn: (take: TakeId) => void;
}

function Side({ panel, people, onChoose, side, at, take, onTurn, rating, recordOf, ...frames }: SideProps) {
  if (!take) return null;
  const shown = take.id === panel.take;
  return (
    <figure className={styles['side']}>
      <div className={styles['large']} style={{ aspectRatio: frames.aspectRatio }}>
        <PanelPicture
          {...frames}
          {...{ take, panel, sizes: '50vw', alt: nameOf(take, panel, people), className: styles['whole'] }}
        />
      </div>
      <figcaption>
        <Select
          label={`${side} take`}
          value={take.id}
          options={panel.takes.map((each) => ({ value: each.id, label: nameOf(each, panel, people) }))}
          onChange={(event) => onTurn(event.target.value as TakeId)}
        />
        <Button variant={shown ? 'secondary' : 'primary'} disabled={shown} onClick={() => onChoose(take.id)}>
          {shown ? 'Shown' : 'Show this one'}
        </Button>
        <span className={styles['said']}>
          Made <RelativeTime at={take.at} />
        </span>
      </figcaption>
      <TakeRating {...{ panel, take, people, rating }} keys={{ keep: String(at), unusable: `Shift+${String(at)}` }} />
      {recordOf?.(take)}
    </figure>
  );
}
