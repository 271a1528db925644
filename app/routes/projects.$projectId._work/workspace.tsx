import { useNavigate, useRevalidator } from '@remix-run/react';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import type { AssetHash, ElementId, PanelId } from '#shared/lib/ids.ts';
import type { Panel } from '#shared/storyboard/index.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { useEnd } from '#app/collab/use-save-state.ts';
import { usePanels } from '#app/collab/use-storyboard.ts';
import { Skeleton, SplitPane, later, type Pane } from '#app/components/index.ts';
import { TakeRecord } from '#app/features/generation/index.ts';
import { ProposedFrame } from '#app/features/previz/index.ts';
import { openThreadsByPanel, useThreads } from '#app/features/review/index.ts';
import { ScriptPane, useCards, type ScriptPaneHandle } from '#app/features/script/index.ts';
import { useStatisticsDialog } from '#app/features/statistics/index.ts';
import { useAppearance } from '#app/lib/appearance.ts';
import { applyAppearance } from '#app/lib/theme.ts';
import { useMyColour, useProject } from '#app/features/project/index.ts';
import { SceneCards, SceneList } from './scene-list.tsx';
import { useDrawingPlace } from './use-drawing-place.tsx';
import { useGoTo } from './use-go-to.ts';
import { useIdle } from './use-idle.ts';
import { useOrderPlace } from './use-order-place.tsx';
import { usePictures, type ListedPictures } from './use-pictures.ts';
import { useRowPlaces } from './use-row-places.ts';
import { useScriptWhileFollowing } from './use-script-while-following.ts';
import { useSceneLink } from './use-scene-link.ts';
import { useStable } from './use-stable.ts';
import { useWayToBoards } from './use-way-to-boards.ts';
import type { WorkPlace } from './work-place.ts';
import css from './workspace.module.css';

interface WorkspaceProps {
  readonly connection: ProjectConnection;
  readonly place: WorkPlace;
  readonly listed: ListedPictures;
}

const NO_LINES: readonly ElementId[] = [];
const NO_GAPS: ReadonlySet<ElementId> = new Set();
const WAITING = <Skeleton width="100%" height="100%" />;
/** Who only writes goes without it. Places that show it bring it with them. */
const BoardsPane = later(async () => (await import('#app/features/boards/index.ts')).BoardsPane, WAITING);

const LineCoverage = later(async () => (await import('#app/features/boards/index.ts')).LineCoverage);

/** Script and storyboard on one document: what is chosen on one side is lit on the other, and scenes scroll together. */
export function Workspace({ connection, place, listed }: WorkspaceProps) {
  const { session, me, can } = useProject();
  const colour = useMyColour();
  const navigate = useNavigate();
  const script = useRef<ScriptPaneHandle>(null);
  const [lines, setLines] = useState(NO_LINES);
  const [panel, setPanel] = useState<Panel | null>(null);
  const coverage = useCoverage(connection);
  const [gaps, setGaps] = useState<ReadonlySet<ElementId>>(NO_GAPS);
  const scriptHost = useRef<HTMLDivElement>(null);
  const { boards, boardsRef, withBoards } = useWayToBoards(place);
  const openPanel = (id: PanelId) => withBoards('split', (pane) => pane.selectPanel(id));
  const idle = useIdle();
  const pictures = usePictures(session.id, listed);
  const threadsByPanel = useOpenThreads();
  const link = useSceneLink(script, boards);
  const writes = useEnd(connection) === null;
  const darkPage = useDarkPage();
  const cards = useCards(`script-cards:${me.id}`, place === 'script');

  const selectPanel = (chosen: Panel | null) => {
    setPanel(chosen);
    const first = chosen?.anchors[0];
    if (first) script.current?.scrollToElement(first);
  };
  const way = useGoTo({ connection, script, boards, link, cards });
  const { openScene, openLine, openFromCards, leaveCards, startAt } = way;
  useScriptWhileFollowing(connection, leaveCards);
  const statistics = useStatisticsDialog(connection.doc, openLine);
  const rowPlaces = useRowPlaces({ script, hasPage: place !== 'boards' && !cards.shown, openScene, withBoards });
  const assetUrl = (asset: AssetHash) => `/projects/${session.id}/assets/${asset}`;
  const drawing = useDrawingPlace({ connection, boards, canDraw: writes && can('boards.write'), assetUrl });

  const order = useOrderPlace({ connection, scene: link.scene, assetUrl, onOrder: pictures.request });

  const navigator = (
    <SceneList
      connection={connection}
      editable={writes && can('script.write')}
      viewKey={`scenes:${session.id}:${me.id}`}
      activeScene={link.scene}
      onOpenScene={openScene}
      onOpenLine={openLine}
      places={rowPlaces}
    />
  );
  const wall = (
    <SceneCards
      connection={connection}
      editable={writes && can('script.write')}
      activeScene={link.scene}
      onOpenScene={openFromCards}
      {...{ onLeave: leaveCards, takesKeyboard: cards.takesKeyboard }}
      places={rowPlaces}
    />
  );
  const page = (
    <div ref={scriptHost} className={css['script']} {...link.leading('script')}>
      <ScriptPane
        ref={script}
        connection={connection}
        editable={writes && can('script.write')}
        me={{ name: me.name, colour }}
        coverage={coverage}
        gaps={gaps}
        highlight={panel?.anchors ?? NO_LINES}
        onSelectionChange={setLines}
        onActiveScene={link.scriptAt}
        {...{ startAt, takesKeyboard: cards.takesKeyboard }}
        viewKey={`script-view:${me.id}`}
        darkPage={darkPage}
        openStatistics={statistics.open}
        openCards={place === 'script' ? cards.open : undefined}
      />
      {idle && <LineCoverage {...{ connection, lines }} host={scriptHost} onGaps={setGaps} onOpen={openPanel} />}
    </div>
  );
  const grid = (
    <div style={FILL} {...link.leading('boards')}>
      <BoardsPane
        ref={boardsRef}
        {...{ connection, assetUrl }}
        projectId={session.id}
        canEdit={writes && can('boards.write')}
        canGenerate={writes && can('pictures.generate')}
        jobs={pictures.jobs}
        onGenerate={pictures.request}
        onOrder={order.open}
        recordOf={(take) => <TakeRecord {...{ take, assetUrl }} projectId={session.id} people={session.people} />}
        onCancel={pictures.cancel}
        onRetry={pictures.retry}
        isHeld={pictures.isHeld}
        onHold={writes && can('pictures.generate') ? pictures.hold : null}
        selectedElementIds={lines}
        onSelectPanel={selectPanel}
        {...(link.scene && { activeScene: link.scene })}
        onDraw={drawing.open}
        liveDrawing={drawing.live}
        threadsByPanel={threadsByPanel}
        onOpenThreads={(id) => navigate(`/projects/${session.id}/review?panel=${id}`)}
        onBlock={(id) => navigate(`/projects/${session.id}/previz/${id}`)}
        onSceneInView={link.boardsAt}
        sketchOf={(shot) => <ProposedFrame {...{ connection, shot }} projectId={session.id} />}
        people={session.people}
        viewKey={`boards-view:${me.id}`}
      />
    </div>
  );
  return (
    <>
      <div style={FILL} {...drawing.below}>
        <SplitPane
          key={place}
          storageKey={`panes:${place}:${me.id}`}
          panes={panesOf(place, { navigator: idle ? navigator : WAITING, script: cards.shown ? wall : page, grid })}
        />
      </div>
      {drawing.place}
      {order.place}
      {statistics.dialog}
    </>
  );
}

function panesOf(place: WorkPlace, parts: Readonly<Record<'navigator' | 'script' | 'grid', ReactNode>>): Pane[] {
  const scenes: Pane = {
    ...{ id: 'navigator', label: 'Scenes', content: parts.navigator },
    ...{ size: 240, min: 160, max: 400, foldable: true },
  };
  const script: Pane = { id: 'script', label: 'Script', content: parts.script, min: 440, first: true };
  const boards = { id: 'boards', label: 'Boards', content: parts.grid, min: 280 };
  if (place === 'boards') return [scenes, { ...boards, first: true }];
  return place === 'split' ? [scenes, script, { ...boards, size: 480, foldable: true }] : [scenes, script];
}

const FILL = { height: '100%', minHeight: 0 } as const;

/** Whether this person has the page dark in a dark room. */
function useDarkPage() {
  const appearance = useAppearance();
  const { revalidate } = useRevalidator();
  return useMemo(() => {
    const on = appearance.page === 'dark';
    const toggle = () => {
      applyAppearance({ ...appearance, page: on ? 'light' : 'dark' });
      revalidate();
    };
    return { on, toggle };
  }, [appearance, revalidate]);
}

/** The lines that panels hang on; the same set while it holds the same lines. */
function useCoverage(connection: ProjectConnection): ReadonlySet<ElementId> {
  const panels = usePanels(connection);
  const covered = useMemo(() => new Set([...panels.values()].flatMap((panel) => panel.anchors)), [panels]);
  return useStable(covered, (a, b) => a.size === b.size && [...a].every((id) => b.has(id)));
}

function useOpenThreads(): ReadonlyMap<PanelId, number> {
  const { session } = useProject();
  const { threads } = useThreads(session.id);
  return useMemo(() => openThreadsByPanel(threads), [threads]);
}
