import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { ArrowLeft, ChevronLeft, ChevronRight, Layers2, Maximize, Redo2, Undo2 } from 'lucide-react';
import type { AssetHash, PanelId, ProjectId } from '#shared/lib/ids.ts';
import { chosenTake, namePanels, type Panel } from '#shared/storyboard/index.ts';
import type { ConnectOptions } from '#app/collab/connect-project.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { onUndoChange, redoLabel, undoLabel } from '#app/collab/undo-labels.ts';
import { useAspectRatio } from '#app/collab/use-settings.ts';
import { useNumbering } from '#app/collab/use-numbering.ts';
import { useStoryboard } from '#app/collab/use-storyboard.ts';
import { Button, EmptyState, IconButton, Skeleton, VisuallyHidden } from '#app/components/index.ts';
import { onDrawingKey, type DrawingActs } from './keys.ts';
import { LayerList } from './layer-list.tsx';
import { OnionSkin, UnderPicture } from './onion-skin.tsx';
import { sketchOf } from './sketch.ts';
import { Stage, type StageHandle } from './stage.tsx';
import { ToolRail } from './tool-rail.tsx';
import { FIRST_HAND, FIRST_STEPS, widened, type Hand } from './tools.ts';
import { useDrawing } from './use-drawing.ts';
import { useDrawingCommands } from './use-drawing-commands.ts';
import styles from './drawing-place.module.css';

export interface DrawingPlaceProps {
  readonly connection: ProjectConnection;
  readonly projectId: ProjectId;
  readonly panel: PanelId;
  readonly canDraw: boolean;
  readonly user: ConnectOptions['user'];
  readonly assetUrl: (asset: AssetHash) => string;
  readonly onPanel: (panel: PanelId) => void;
  readonly onLeave: () => void;
}

/** One panel, to be drawn on: over its picture or on blank paper, by as many people as like. Covers the place it was opened from. */
export function DrawingPlace(props: DrawingPlaceProps) {
  const { connection, projectId, panel: id, canDraw, user, onPanel, onLeave } = props;
  const storyboard = useStoryboard(connection);
  const numbering = useNumbering(connection.doc, storyboard.shots);
  const names = useMemo(() => [...namePanels(storyboard, numbering).values()], [storyboard, numbering]);
  const at = names.findIndex(({ panel }) => panel.id === id);
  const here = names[at];
  const [hand, setHand] = useState(FIRST_HAND);
  const [attempt, setAttempt] = useState(0);
  const drawing = useDrawing({ project: connection, projectId, panel: id, canDraw, user }, attempt);
  const step = useCallback(
    (by: 1 | -1) => {
      const next = names[at + by];
      if (next) onPanel(next.panel.id);
    },
    [names, at, onPanel],
  );
  const common = { ...props, hand, setHand, number: here?.number ?? '', step };

  if (!here) {
    return (
      <Cover label="Drawing" onLeave={onLeave}>
        <EmptyState title="This panel is gone" actions={<Button onClick={onLeave}>Back to the boards</Button>}>
          Somebody deleted it. Undo in the boards brings it back, and its drawing with it.
        </EmptyState>
      </Cover>
    );
  }
  if (drawing.kind === 'open') {
    return (
      <Desk
        key={id}
        {...common}
        sketch={drawing.connection}
        here={here.panel}
        before={names[at - 1]?.panel ?? null}
        after={names[at + 1]?.panel ?? null}
      />
    );
  }
  return (
    <Cover label={`Drawing ${here.number}`} onLeave={onLeave}>
      {drawing.kind === 'opening' && <Skeleton width="100%" height="100%" />}
      {drawing.kind === 'none' && (
        <EmptyState
          title={`Nobody has drawn on ${here.number}`}
          actions={<Button onClick={onLeave}>Back to the boards</Button>}
        >
          Writers and directors draw here; you see it as they do.
        </EmptyState>
      )}
      {drawing.kind === 'failed' && (
        <EmptyState
          title="This drawing could not be opened"
          actions={
            <>
              <Button onClick={() => setAttempt(attempt + 1)}>Try again</Button>
              <Button variant="quiet" onClick={onLeave}>
                Back to the boards
              </Button>
            </>
          }
        >
          {drawing.message}
        </EmptyState>
      )}
    </Cover>
  );
}

/** Tells the project's windows which panel is drawn on here: its card shows it live. */
function useTellWhere({ awareness }: ProjectConnection, panel: PanelId): void {
  useEffect(() => {
    awareness.setLocalStateField('draws', panel);
    return () => awareness.setLocalStateField('draws', null);
  }, [awareness, panel]);
}

interface CoverProps {
  readonly label: string;
  readonly onLeave: () => void;
  readonly children: React.ReactNode;
}

function Cover({ label, onLeave, children }: CoverProps) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => section.current?.focus(), []);
  return (
    <section
      ref={section}
      tabIndex={-1}
      className={styles['place']}
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onLeave();
      }}
    >
      <div className={styles['waiting']}>{children}</div>
    </section>
  );
}

interface DeskProps extends DrawingPlaceProps {
  readonly sketch: ProjectConnection;
  readonly here: Panel;
  readonly before: Panel | null;
  readonly after: Panel | null;
  readonly number: string;
  readonly hand: Hand;
  readonly setHand: (hand: Hand) => void;
  readonly step: (by: 1 | -1) => void;
}

function Desk(props: DeskProps) {
  const { connection, sketch, here, number, hand, setHand, canDraw, onLeave, step, projectId, assetUrl } = props;
  const aspectRatio = useAspectRatio(connection.doc);
  const stage = useRef<StageHandle>(null);
  const [said, say] = useSaid();
  const [onion, setOnion] = useState(false);
  const [picture, setPicture] = useState(true);
  const [renaming, setRenaming] = useState<number | null>(null);
  const drawing = sketchOf(sketch.doc);
  const layers = useSyncExternalStore(drawing.subscribe, drawing.layers, drawing.layers);
  const active = layers.some((layer) => layer.number === hand.layer) ? hand : { ...hand, layer: 0 };
  const undo = (redo: boolean) => {
    const label = redo ? redoLabel(sketch.undo) : undoLabel(sketch.undo);
    if (redo ? sketch.undo.redo() : sketch.undo.undo())
      say(`${redo ? 'Redid' : 'Undid'} ${label ?? 'the last change'}`);
  };
  const acts: DrawingActs = {
    choose: (tool) => setHand({ ...active, tool }),
    widen: (by) => setHand(widened(active, by)),
    colour: (colour) => setHand({ ...active, colour }),
    undo,
    toggleOnion: () => setOnion(!onion),
    togglePicture: () => setPicture(!picture),
    fit: () => stage.current?.fit(),
    step,
    selectAll: () => {
      setHand({ ...active, tool: 'lasso' });
      stage.current?.selectAll();
    },
    write: () => stage.current?.write() ?? false,
    removeSelected: () => stage.current?.removeSelected(),
    nudge: (dx, dy) => stage.current?.transform({ scale: 1, dx, dy }) ?? false,
    grow: (by) => stage.current?.transform({ scale: by > 0 ? 1.1 : 1 / 1.1, dx: 0, dy: 0 }) ?? false,
    renameLayer: () => setRenaming(active.layer),
    back: () => {
      if (!stage.current?.callOff()) onLeave();
    },
  };
  useDrawingCommands(acts, canDraw);
  useTellWhere(connection, here.id);
  useEffect(() => stage.current?.focus(), []);
  useEffect(() => {
    say(FIRST_STEPS[hand.tool] ?? '');
  }, [hand.tool, say]);
  const take = chosenTake(here);
  return (
    <section
      className={styles['place']}
      aria-label={`Drawing ${number}`}
      onKeyDown={(event) => onDrawingKey(event, acts, canDraw)}
    >
      <Bar {...props} acts={acts} onion={onion} />
      {canDraw && <ToolRail hand={active} onChange={setHand} />}
      <Stage
        ref={stage}
        connection={sketch}
        aspectRatio={aspectRatio}
        hand={active}
        canDraw={canDraw}
        label={canDraw ? `Frame of ${number}: draw with pen, mouse or finger` : `Frame of ${number}`}
        say={say}
      >
        {take && picture && <UnderPicture take={take} assetUrl={assetUrl} />}
        {onion && <OnionSkin before={props.before} after={props.after} {...{ projectId, assetUrl, aspectRatio }} />}
      </Stage>
      <LayerList
        connection={sketch}
        layers={layers}
        active={active.layer}
        canDraw={canDraw}
        onChoose={(layer) => setHand({ ...active, layer })}
        {...{ renaming, onRename: setRenaming, onNamed: () => stage.current?.focus() }}
        picture={take ? picture : null}
        onPicture={acts.togglePicture}
      />
      <p className={styles['said']} aria-hidden>
        {said}
      </p>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </section>
  );
}

/** How long words stand under the frame, in milliseconds. */
const SAID_MS = 4000;

/** Words about what was just done, or has to be done next. They go after a while. */
function useSaid(): [string, (text: string) => void] {
  const [said, say] = useState('');
  useEffect(() => {
    const timer = said === '' ? undefined : setTimeout(() => say(''), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);
  return [said, say];
}

interface BarProps extends Pick<DeskProps, 'number' | 'here' | 'before' | 'after' | 'canDraw' | 'onLeave' | 'sketch'> {
  readonly acts: DrawingActs;
  readonly onion: boolean;
}

function Bar({ number, here, before, after, canDraw, onLeave, sketch, acts, onion }: BarProps) {
  const steps = useUndoSteps(sketch);
  return (
    <header className={styles['bar']}>
      <Button variant="quiet" icon={ArrowLeft} title="Back to the boards (Esc)" onClick={onLeave}>
        Boards
      </Button>
      <h2 className={styles['number']}>{number}</h2>
      <p className={styles['caption']}>{here.caption}</p>
      {canDraw && (
        <>
          <IconButton
            icon={Undo2}
            label={steps.undo ? `Undo ${steps.undo}` : 'Undo'}
            shortcut="Mod+Z"
            disabled={steps.undo === null}
            onClick={() => acts.undo(false)}
          />
          <IconButton
            icon={Redo2}
            label={steps.redo ? `Redo ${steps.redo}` : 'Redo'}
            shortcut="Mod+Shift+Z"
            disabled={steps.redo === null}
            onClick={() => acts.undo(true)}
          />
        </>
      )}
      <IconButton
        icon={Layers2}
        label="Onion skin: the panels before and after"
        shortcut="O"
        pressed={onion}
        onClick={acts.toggleOnion}
      />
      <IconButton icon={Maximize} label="Fit the frame" shortcut="Shift+H" onClick={acts.fit} />
      <IconButton
        icon={ChevronLeft}
        label="Panel before"
        shortcut="PageUp"
        disabled={!before}
        onClick={() => acts.step(-1)}
      />
      <IconButton
        icon={ChevronRight}
        label="Panel after"
        shortcut="PageDown"
        disabled={!after}
        onClick={() => acts.step(1)}
      />
    </header>
  );
}

function useUndoSteps({ undo }: ProjectConnection): { undo: string | null; redo: string | null } {
  const read = () =>
    JSON.stringify([
      undo.undoStack.length > 0 ? (undoLabel(undo) ?? 'change') : null,
      undo.redoStack.length > 0 ? (redoLabel(undo) ?? 'change') : null,
    ]);
  const subscribe = useCallback((listener: () => void) => onUndoChange(undo, listener), [undo]);
  const [undone, redone] = JSON.parse(useSyncExternalStore(subscribe, read, read)) as [string | null, string | null];
  return { undo: undone, redo: redone };
}
