import '#app/components/fonts.css';
import '#app/components/tokens.css';
import '#app/components/base.css';
import { StrictMode, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { RouterProvider, createMemoryRouter } from 'react-router-dom';
import type { ElementId, JobId, PanelId, ProjectId } from '#shared/lib/ids.ts';
import { readPanels, readScript } from '#shared/collab/index.ts';
import type { ProjectSession, User } from '#server/context.ts';
import type { PictureProgress } from '#shared/protocol/index.ts';
import { scenesOf } from '#shared/screenplay/index.ts';
import { chosenTake } from '#shared/storyboard/index.ts';
import { CommandsProvider, ToastProvider } from '#app/components/index.ts';
import { ProjectProvider } from '#app/lib/project-context.tsx';
import { BoardsPane, type BoardsPaneHandle } from '#app/features/boards/index.ts';
import { addPicture, makeFilm, picture, pictureName } from './film.ts';
import { watchDrops, watchFrames } from './watch.ts';

/*
 * The boards alone, on a film in memory. `?panels=10000&scenes=400&width=600&theme=dark&role=viewer&jobs=1`.
 * What a measuring script needs is on `window.bench`.
 */

const query = new URLSearchParams(location.search);
const number = (name: string, otherwise: number) => Number(query.get(name) ?? otherwise);
const film = makeFilm(number('scenes', 40), number('panels', 200));
const reader = query.get('role') === 'viewer';
const drops = watchDrops();
document.documentElement.dataset['theme'] = query.get('theme') ?? 'light';

function jobsFor(panels: readonly PanelId[]): PictureProgress[] {
  const job = (panel: PanelId, state: PictureProgress['state'], progress: number, message?: string) => ({
    job: `job-${panel}` as JobId,
    panel,
    state,
    progress,
    ...(message !== undefined && { message }),
  });
  const [, a, b, c, d, e] = panels;
  return [
    ...(a ? [job(a, 'running', 0.6)] : []),
    ...(b ? [job(b, 'failed', 0, 'The provider did not answer. The panel is unchanged; try again.')] : []),
    ...(c ? [job(c, 'queued', 0)] : []),
    ...(d ? [job(d, 'running', 0.3)] : []),
    ...(e ? [job(e, 'failed', 0, 'The picture could not be drawn: the worker stopped. Your panel is safe.')] : []),
  ];
}

function Page() {
  const pane = useRef<BoardsPaneHandle>(null);
  const [jobs, setJobs] = useState<readonly PictureProgress[]>(() =>
    query.has('jobs') ? jobsFor(readPanels(film.doc).map((panel) => panel.id)) : [],
  );
  const [shown, setShown] = useState(true);
  const [lines, setLines] = useState<readonly ElementId[]>([]);
  const [scene, setScene] = useState<ElementId | undefined>(() => scenesOf(readScript(film.doc))[0]?.id);
  const threads = useMemo(
    () =>
      new Map(
        readPanels(film.doc)
          .filter((_, i) => i % 6 === 3)
          .map((panel) => [panel.id, 2]),
      ),
    [],
  );
  /** Milliseconds that taking the pane in again blocks the page, the document being read already. */
  const remount = () => {
    flushSync(() => setShown(false));
    const from = performance.now();
    flushSync(() => setShown(true));
    return performance.now() - from;
  };
  Object.assign(window, { bench: { film, pane, setLines, setJobs, remount, drops, watchFrames } });
  if (!shown) return null;
  return (
    <div style={{ width: query.get('width') ? `${query.get('width')}px` : '100vw', height: '100vh' }}>
      <BoardsPane
        ref={pane}
        connection={film}
        projectId={'p' as ProjectId}
        canEdit={!reader}
        canGenerate={!reader}
        jobs={jobs}
        onGenerate={(ids) => ids.forEach(draw)}
        onCancel={(id) => setJobs((known) => known.filter((job) => job.job !== id))}
        onRetry={(id) => setJobs((known) => known.filter((job) => job.job !== id))}
        isHeld={false}
        onHold={null}
        selectedElementIds={lines}
        onSelectPanel={(panel) => Object.assign(window, { lastSelected: panel?.id ?? null })}
        {...(scene && { activeScene: scene })}
        viewKey="boards-view"
        people={[]}
        onSceneInView={setScene}
        assetUrl={picture}
        threadsByPanel={threads}
        onOpenThreads={(panel) => Object.assign(window, { lastThreads: panel })}
      />
    </div>
  );
}

function draw(id: PanelId) {
  const panel = readPanels(film.doc).find((candidate) => candidate.id === id);
  const asset = pictureName(panel && chosenTake(panel) ? 'CU' : 'FS', id.charCodeAt(3) % 40);
  const lines = readScript(film.doc).filter((line) => panel?.anchors.includes(line.id));
  addPicture(film.doc, id, asset, lines, false, film.newId);
}

/** Of the window's project, as much as the boards ask. */
const session = { id: 'p', people: [], standing: { capabilities: [] } } as unknown as ProjectSession;

/** What the pane asks a server for beside the document: here there is none of it. */
const router = createMemoryRouter([
  { path: '/', element: <Page /> },
  { path: '/projects/*', loader: () => ({}) },
]);
const started = performance.now();
const page = (
  <ToastProvider>
    <CommandsProvider>
      <ProjectProvider session={session} me={{ id: 'u' } as User}>
        <RouterProvider router={router} />
      </ProjectProvider>
    </CommandsProvider>
  </ToastProvider>
);
const root = document.getElementById('root');
if (root) createRoot(root).render(query.has('strict') ? <StrictMode>{page}</StrictMode> : page);
requestAnimationFrame(() =>
  requestAnimationFrame(() => Object.assign(window, { painted: performance.now() - started })),
);
