import { useLocation, useNavigate, useSearchParams } from '@remix-run/react';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react';
import type { AssetHash, PanelId } from '#shared/lib/ids.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { useAspectRatio } from '#app/collab/use-settings.ts';
import { Skeleton, later } from '#app/components/index.ts';
import type { BoardsPaneHandle } from '#app/features/boards/index.ts';
import { useMyColour, useProject } from '#app/features/project/index.ts';

const DrawingPlace = later(
  async () => (await import('#app/features/drawing/index.ts')).DrawingPlace,
  <Skeleton width="100%" height="100%" />,
);
const CardDrawing = later(async () => (await import('#app/features/drawing/index.ts')).CardDrawing, null);

interface Options {
  readonly connection: ProjectConnection;
  readonly boards: RefObject<BoardsPaneHandle>;
  readonly canDraw: boolean;
  readonly assetUrl: (asset: AssetHash) => string;
}

/**
 * The panel that is drawn on, by the address: it lies over the boards, which stay as they were, so that Back leads to them
 * and the card has the focus again. What lies below is inert meanwhile.
 */
export function useDrawingPlace({ connection, boards, canDraw, assetUrl }: Options) {
  const { session, me } = useProject();
  const colour = useMyColour();
  const user = useMemo(() => ({ id: me.id, name: me.name, colour }), [me.id, me.name, colour]);
  const [search] = useSearchParams();
  const location = useLocation();
  const navigate = useNavigate();
  const panel = panelIn(search.get('draw'));
  const aspectRatio = useAspectRatio(connection.doc);
  const drawnOn = usePanelsDrawnOn(connection);

  const left = useRef(panel);
  useEffect(() => {
    const before = left.current;
    left.current = panel;
    if (before === null || panel !== null) return undefined;
    // The boards can take the focus when they are no longer inert.
    const frame = requestAnimationFrame(() => boards.current?.selectPanel(before));
    return () => cancelAnimationFrame(frame);
  }, [panel, boards]);

  const { pathname } = location;
  const state: unknown = location.state;
  const open = useCallback(
    (id: PanelId) => navigate(`${pathname}?draw=${id}`, { state: { opened: true }, preventScrollReset: true }),
    [navigate, pathname],
  );
  const isOpened = (state as { opened?: boolean } | null)?.opened === true;
  const leave = useCallback(() => {
    // Not a second entry for the boards: Back from there leads to where one was before.
    if (isOpened) navigate(-1);
    else navigate(pathname, { replace: true, preventScrollReset: true });
  }, [navigate, pathname, isOpened]);
  const step = useCallback(
    (id: PanelId) => navigate(`${pathname}?draw=${id}`, { replace: true, state, preventScrollReset: true }),
    [navigate, pathname, state],
  );
  const live = (id: PanelId): ReactNode =>
    drawnOn.has(id) && panel === null ? (
      <CardDrawing {...{ connection, projectId: session.id, panel: id, user, aspectRatio }} />
    ) : undefined;
  const place = panel !== null && (
    <DrawingPlace
      {...{ connection, projectId: session.id, panel, canDraw, user, assetUrl }}
      onPanel={step}
      onLeave={leave}
    />
  );
  // React 18 knows the attribute as a word only.
  const below = panel === null ? {} : { inert: '' };
  return { open, live, place, below };
}

function panelIn(text: string | null): PanelId | null {
  return text !== null && /^[0-9a-z]{16}$/.test(text) ? (text as PanelId) : null;
}

/** On which panels others draw at this moment; the same set until one comes or goes. */
function usePanelsDrawnOn({ awareness }: ProjectConnection): ReadonlySet<PanelId> {
  const [panels, setPanels] = useState<ReadonlySet<PanelId>>(new Set());
  useEffect(() => {
    const read = () => {
      const now = new Set<PanelId>();
      for (const [client, state] of awareness.getStates()) {
        const draws: unknown = state['draws'];
        const panel = client !== awareness.clientID && typeof draws === 'string' ? panelIn(draws) : null;
        if (panel) now.add(panel);
      }
      setPanels((before) => (now.size === before.size && [...now].every((id) => before.has(id)) ? before : now));
    };
    awareness.on('change', read);
    read();
    return () => awareness.off('change', read);
  }, [awareness]);
  return panels;
}
