import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { chosenTake, type BlockingParts, type Panel } from '#shared/storyboard/index.ts';
import { newId } from '#app/collab/new-id.ts';
import { useAspectRatio } from '#app/collab/use-settings.ts';
import { EmptyState, SegmentedControl, useCommands, type Command } from '#app/components/index.ts';
import { PanelPicture, isPictured } from '#app/lib/panel-picture.tsx';
import { addFigure, addProp } from './edits.ts';
import { FrameView, type View } from './frame-view.tsx';
import { compositionWords, type GuideChoice } from './guides.tsx';
import { ItemControls } from './item-controls.tsx';
import { ItemList } from './item-list.tsx';
import { withParts } from './moved-parts.ts';
import { PaneHead } from './pane-head.tsx';
import { Plan, boundsOf } from './plan.tsx';
import { isOfCamera, type Item, type Stage } from './stage.ts';
import { editOfKey } from './stage-keys.ts';
import { usePanelStage, type PanelStage } from './use-panel-stage.ts';
import type { PrevizPaneProps } from './types.ts';
import { nameOf } from './words.ts';
import { keyRows } from './key-rows.ts';
import styles from './previz-pane.module.css';

/** A panel's scene to block in. Every act is one step of undo, and is seen by everybody who has the scene open. */
export function PrevizPane(props: PrevizPaneProps) {
  const blocked = usePanelStage(props.connection, props.project, props.panel);
  if (blocked) return <OpenPane {...props} blocked={blocked} />;
  return (
    <EmptyState title="This panel is gone">
      Somebody deleted it, or the link is an old one. The boards have all panels that there are.
    </EmptyState>
  );
}

function OpenPane(props: PrevizPaneProps & { readonly blocked: PanelStage }) {
  const { blocked, canEdit } = props;
  const { stage, seen, others, panel, shot } = blocked;
  const [chosen, setChosen] = useState<Item | null>(null);
  const [view, setView] = useState<View>('live');
  const [guides, setGuides] = useState<GuideChoice>({ thirds: true, room: false });
  const [along, setAlong] = useState(0);
  const pane = useRef<HTMLElement>(null);
  const selected = useMemo(() => present(stage, chosen), [stage, chosen]);
  const keep = (item: Item, label: string, blocking: Stage['blocking']) =>
    (isOfCamera(item) ? blocked.keepCamera : blocked.keep)(label, blocking);
  const keepMoved = (item: Item, parts: BlockingParts) =>
    keep(item, `move of ${nameOf(item, stage.blocking)}`, withParts(stage.blocking, parts));
  const bounds = useSteadyBounds(seen);
  useCommands(KEY_ROWS);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') props.onLeave();
    if (isTyping(event) || !canEdit || event.ctrlKey || event.metaKey || event.altKey) return;
    const edit = editOfKey(event, stage, selected);
    if (!edit) return;
    event.preventDefault();
    event.stopPropagation();
    keep(selected, edit.label, edit.blocking);
    // Who is taken out takes the focus along; the next key is still for the set.
    if (event.key === 'Delete' || event.key === 'Backspace') pane.current?.focus();
  };
  const held = {
    stage,
    seen,
    others,
    editable: canEdit,
    onSelect: setChosen,
    onPreview: blocked.preview,
    onKeep: keepMoved,
  };
  return (
    <section
      ref={pane}
      tabIndex={-1}
      className={styles['pane']}
      aria-label={`Blocking of ${blocked.number}`}
      onKeyDown={onKeyDown}
    >
      <PaneHead {...props} />
      {props.failure !== null && (
        <p className={styles['failure']} role="alert">
          {props.failure}
        </p>
      )}
      <div className={styles['body']}>
        <div className={styles['left']}>
          <div className={styles['bar']}>
            <SegmentedControl label="The frame" value={view} onChange={setView} options={VIEWS} />
            <Check label="Thirds" on={guides.thirds} set={(thirds) => setGuides({ ...guides, thirds })} />
            <Check label="Head and lead room" on={guides.room} set={(room) => setGuides({ ...guides, room })} />
            {stage.blocking.end && view === 'live' && (
              <label className={styles['play']}>
                Move
                <input
                  {...{ type: 'range', min: 0, max: 100, value: Math.round(along * 100) }}
                  onChange={(event) => setAlong(Number(event.target.value) / 100)}
                />
              </label>
            )}
            <span className={styles['words']}>{guides.room ? compositionWords(stage) : ''}</span>
          </div>
          <FrameView {...held} view={view} guides={guides} along={stage.blocking.end ? along : 0} />
          <ItemControls
            {...{ item: selected, stage, shot, editable: canEdit }}
            onKeep={keep}
            onShot={blocked.changeShot}
          />
        </div>
        <div className={styles['right']}>
          {blocked.crossed !== null && (
            <p className={styles['crossed']} role="status">
              The camera crosses the line: since {blocked.crossed} it stands on the other side of{' '}
              {lineNames(stage).join(' and ')}, so left and right change places.
            </p>
          )}
          <Plan {...held} bounds={bounds} selected={selected} />
          <ItemList
            {...{ blocking: stage.blocking, selected, editable: canEdit, set: blocked.set }}
            onSet={blocked.chooseSet}
            cast={blocked.cast}
            onBring={(name) => {
              blocked.keep(`bringing in ${name}`, addFigure(stage, name));
              setChosen({ kind: 'figure', name });
            }}
            onSelect={setChosen}
            onAdd={(kind) => {
              const id = newId<string & { readonly brand: never }>();
              blocked.keep(`adding a ${kind.replaceAll('_', ' ')}`, addProp(stage, kind, id));
              setChosen({ kind: 'prop', id });
            }}
          />
          <Now {...props} panel={panel} />
        </div>
      </div>
    </section>
  );
}

const VIEWS = [
  { value: 'live', label: 'Move' },
  { value: 'sketch', label: 'Sketch' },
] as const;
const KEY_ROWS: readonly Command[] = keyRows();

/** What is chosen while it is there, else the first person, else the camera. */
function present({ blocking }: Stage, item: Item | null): Item {
  const isThere =
    item &&
    (item.kind === 'figure'
      ? blocking.figures.some(({ name }) => name === item.name)
      : item.kind === 'prop'
        ? blocking.props.some(({ id }) => id === item.id)
        : item.kind !== 'end' || blocking.end !== undefined);
  if (item && isThere) return item;
  const [first] = blocking.figures;
  return first ? { kind: 'figure', name: first.name } : { kind: 'camera' };
}

function isTyping({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
}

function lineNames({ scene, spec }: Stage): readonly string[] {
  const focus = scene.actors[spec.focus] ?? scene.actors[0];
  const partner = scene.actors[focus?.partner ?? 1];
  return [focus, partner].flatMap((actor) => actor?.figure.name ?? []);
}

/** Grows when something leaves it, and only then: a plan that refits itself under the hand can't be aimed at. */
function useSteadyBounds(stage: Stage): ReturnType<typeof boundsOf> {
  const last = useRef<ReturnType<typeof boundsOf> | null>(null);
  const [x, z, width, depth] = boundsOf(stage);
  const [lx, lz, lw, ld] = last.current ?? [x, z, width, depth];
  const [left, back] = [Math.min(x, lx), Math.min(z, lz)];
  last.current = [left, back, Math.max(x + width, lx + lw) - left, Math.max(z + depth, lz + ld) - back];
  return last.current;
}

function Check({
  label,
  on,
  set,
}: {
  readonly label: string;
  readonly on: boolean;
  readonly set: (on: boolean) => void;
}) {
  return (
    <label className={styles['check']}>
      <input type="checkbox" checked={on} onChange={(event) => set(event.target.checked)} /> {label}
    </label>
  );
}

function Now({
  connection,
  project: projectId,
  panel,
  assetUrl,
}: Pick<PrevizPaneProps, 'connection' | 'project' | 'assetUrl'> & { readonly panel: Panel }) {
  const aspectRatio = useAspectRatio(connection.doc);
  const take = chosenTake(panel);
  if (!isPictured({ take, panel })) return <p className={styles['now']}>The panel has no picture yet.</p>;
  return (
    <figure className={styles['now']}>
      <div style={{ aspectRatio }}>
        <PanelPicture
          {...{ take, panel, projectId, aspectRatio, assetUrl, sizes: '360px' }}
          {...{ alt: 'The panel’s picture now', className: styles['picture'] }}
        />
      </div>
      <figcaption>On the panel now</figcaption>
    </figure>
  );
}
