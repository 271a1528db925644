import { useEffect, useMemo, useRef, useState } from 'react';
import { castReferences } from '#shared/cast/index.ts';
import { panelCastReader } from '#shared/collab/index.ts';
import type { AssetHash, ProjectId, TakeId } from '#shared/lib/ids.ts';
import {
  DRAWN_HERE,
  MOST_PANELS_AT_ONCE,
  linesById,
  referencesOf,
  structureMapOf,
  type Panel,
  type PictureOrder,
} from '#shared/storyboard/index.ts';
import { useAspectRatio, useStyle } from '#app/collab/use-settings.ts';
import { useStoryboard } from '#app/collab/use-storyboard.ts';
import { Button, SegmentedControl, Select } from '#app/components/index.ts';
import { briefReader } from './brief-reader.ts';
import { estimateWords } from './estimate.ts';
import { extentsOf, type Extent } from './extent.ts';
import { useKeptOrder } from './kept-order.ts';
import { LikeTake } from './like-take.tsx';
import { makerOf, type Maker } from './maker.ts';
import { ModelOptions } from './model-options.tsx';
import { ModelTally } from './model-tally.tsx';
import { PanelPrompts } from './panel-prompts.tsx';
import { References } from './references.tsx';
import { isByPicture, placesFor, structureOf, structuresOf } from './structure.ts';
import { StyleField } from './style-field.tsx';
import { useAnybodySeen } from './use-anybody-seen.ts';
import { usePictureRecord } from './use-picture-record.ts';
import type { OrderDialogProps, OrderWish } from './types.ts';
import styles from './order-form.module.css';

interface OrderFormProps extends OrderDialogProps {
  readonly wish: OrderWish;
  readonly makers: readonly Maker[];
}

export function OrderForm(props: OrderFormProps) {
  const { connection, wish, makers, assetUrl, onClose, onOrder } = props;
  const storyboard = useStoryboard(connection);
  const style = useStyle(connection.doc);
  const aspectRatio = useAspectRatio(connection.doc);
  const start = useFocusOnce();
  const [kept, keep] = useKeptOrder(props.viewKey);
  const [words, setWords] = useTakeWords(props.projectId, wish.like?.take ?? null);
  const [without, setWithout] = useState<readonly AssetHash[]>([]);
  const extents = useMemo(() => {
    const lines = linesById(storyboard.boards.map(({ scene }) => scene));
    return extentsOf({ storyboard, lines, selected: wish.panels, scene: wish.scene });
  }, [storyboard, wish]);
  const [extent, setExtent] = useState<Extent | undefined>(extents[0]?.extent);
  const chosen = extents.find((choice) => choice.extent === extent) ?? extents[0];
  const maker = makerOf(makers, kept);
  const order = orderOf(kept, maker, { words, without, source: wish.like?.asset ?? null });
  const panels = chosen?.panels.slice(0, MOST_PANELS_AT_ONCE) ?? [];
  const [first] = panels;
  const { takes = null } = maker ?? {};
  const count = panels.length;
  const cast = useMemo(() => first && panelCastReader(connection.doc)(first.id), [connection.doc, first]);
  const ofCast = cast ? castReferences(cast) : [];
  const nobody = useNobodySeen({ ...props, doc: connection.doc, storyboard, aspectRatio }, order, first);
  const nobodyIn = nobody ? (count === 1 ? 'it' : 'the first') : null;
  const going = first && takes ? referencesOf(first, { ...order, without: [] }, style, ofCast) : [];
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        onOrder(
          panels.map(({ id }) => id),
          order,
        );
        onClose();
      }}
    >
      <div className={styles['settings']}>
        <Select
          ref={start}
          label="Made by"
          value={maker?.key}
          options={makers.map(({ key, name }) => ({ value: key, label: name }))}
          hint={makers.length === 1 ? ONLY_HERE : undefined}
          onChange={(event) => {
            const { provider, model } = makers.find(({ key }) => key === event.target.value) ?? kept;
            keep({ provider, model });
          }}
        />
        {!wish.like && chosen && extents.length > 1 && (
          <SegmentedControl
            label="Panels"
            value={chosen.extent}
            onChange={setExtent}
            options={extents.map(({ extent: value, label, panels }) => ({
              value,
              label: `${label} · ${String(panels.length)}`,
            }))}
          />
        )}
        {takes ? (
          <>
            <StyleField connection={connection} style={style} take={first} assetUrl={assetUrl} />
            <ModelOptions {...{ takes, nobodyIn }} order={kept} onChange={keep} />
            <References
              {...{ all: going, sent: placesFor(order, takes, nobody), without, assetUrl, aspectRatio }}
              projectId={props.projectId}
              drawn={isByPicture(order) && first && first.drawn > 0 ? first : null}
              onToggle={(asset) => setWithout(toggled(without, asset))}
            />
          </>
        ) : (
          <p className={styles['about']}>{DRAWN}</p>
        )}
        <p className={styles['cost']} role="status">
          {estimateWords(takes ? takes.price : 0, count)}
          {takes === null && ': nothing leaves this server'}
        </p>
        {chosen && chosen.panels.length > count && (
          <p className={styles['about']}>
            The first {count.toLocaleString('en')} of {chosen.panels.length.toLocaleString('en')}: order the others when
            these are made.
          </p>
        )}
        <Button
          type="submit"
          variant="primary"
          disabled={count === 0 || (takes !== null && wish.like !== null && words === null)}
        >
          {count === 1 ? 'Make 1 picture' : `Make ${String(count)} pictures`}
        </Button>
      </div>
      {takes && wish.like ? (
        <LikeTake asset={wish.like.asset} words={words} onWords={setWords} assetUrl={assetUrl} />
      ) : (
        <PanelPrompts
          {...{ connection, storyboard, style, assetUrl }}
          {...props}
          panels={panels}
          reads={takes !== null}
        />
      )}
      {takes && <ModelTally projectId={props.projectId} />}
    </form>
  );
}

/** Whether figures are to say how people stand in the panel, and there is nobody of whom they could say it. */
function useNobodySeen(
  film: Parameters<typeof briefReader>[0],
  order: PictureOrder,
  panel: Panel | undefined,
): boolean {
  const { doc, projectId, storyboard, aspectRatio } = film;
  const told = structureMapOf(order) === 'pose' ? panel : undefined;
  const brief = useMemo(
    () => (told ? briefReader({ doc, projectId, storyboard, aspectRatio })(told) : null),
    [told, doc, projectId, storyboard, aspectRatio],
  );
  return useAnybodySeen(brief) === false;
}

/** In which words a take was made, until somebody writes others; null while that is not known, or there is no take. */
function useTakeWords(project: ProjectId, take: TakeId | null): [string | null, (words: string) => void] {
  const [written, write] = useState<string | null>(null);
  const answer = usePictureRecord(project, take);
  const { provider, prompt = '' } = answer?.record ?? {};
  // What the built-in artist has drawn was asked for in no words.
  const before = provider === DRAWN_HERE.provider ? '' : prompt;
  return [written ?? (answer ? before : null), write];
}

/** The dialog was open before it knew what to ask. */
function useFocusOnce() {
  const start = useRef<HTMLSelectElement>(null);
  useEffect(() => start.current?.focus(), []);
  return start;
}

const ONLY_HERE = 'The workspace’s owner can open accounts with others under Pictures.';
const DRAWN =
  'The previz artist draws each panel from its shot, its lines and its blocking. It reads no prompt: block the scene (V) or change the shot to change the picture.';

interface Here {
  readonly words: string | null;
  readonly without: readonly AssetHash[];
  readonly source: AssetHash | null;
}

/** Only what the model takes: what was kept for another is kept, not sent. */
function orderOf(
  { negative, seed, composition, structure }: ReturnType<typeof useKeptOrder>[0],
  maker: Maker | undefined,
  { words, without, source }: Here,
): PictureOrder {
  const takes = maker?.takes;
  const prompt = takes && words?.trim() ? words.trim() : null;
  return {
    ...{ provider: maker?.provider ?? DRAWN_HERE.provider, model: maker?.model ?? '', prompt },
    negative: takes?.takesNegative ? negative : '',
    seed: takes?.takesSeed ? seed : null,
    composition: takes !== null && takes !== undefined && structuresOf(takes).length > 0 && composition,
    structure: takes ? structureOf(takes, { structure }) : 'picture',
    ...{ source: takes ? source : null, without },
  };
}

function toggled(without: readonly AssetHash[], asset: AssetHash): readonly AssetHash[] {
  return without.includes(asset) ? without.filter((each) => each !== asset) : [...without, asset];
}
