import '@fontsource/courier-prime/400.css';
import '@fontsource-variable/inter';
import '#app/components/tokens.css';
import { useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import * as Y from 'yjs';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { newId } from '#app/collab/new-id.ts';
import { CommandsProvider, ToastProvider } from '#app/components/index.ts';
import { Navigator, ScriptPane, type ScriptPaneHandle } from '#app/features/script/index.ts';
import { appendScript, readScript, scriptRoot } from '#shared/collab/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { join, memoryConnection } from './connection.ts';
import { mountPlain } from './plain.ts';
import { generatedScript } from './script.ts';
import { startTypist } from './start-typist.ts';
import { otherHands } from './other-hands.ts';

const NAMES = ['Björn Ekström', 'Chloé'];
const NO_GAPS: ReadonlySet<ElementId> = new Set();

/*
 * ?mode=pane (the product's pane and navigator) | script (the pane alone) | plain (bare Tiptap) | pair (two windows of one script, to look at)
 * &elements=3000 &typists=2 &theme=dark
 */
const query = new URLSearchParams(location.search);
const count = Number(query.get('elements') ?? 60);
const mode = query.get('mode') ?? 'pane';
document.documentElement.dataset['theme'] = query.get('theme') ?? 'light';

const seed = new Y.Doc();
appendScript(seed, generatedScript(count, 1), newId);
const state = Y.encodeStateAsUpdate(seed);
const mine = memoryConnection(state);
const others = memoryConnection(state);
if (mode === 'pair') join(mine, others);
// As a board would have it: every fourth element is in a panel.
const coverage = new Set(readScript(seed).flatMap(({ id }, index) => (index % 4 === 1 ? [id] : [])));

function Window({ connection, me }: { connection: ProjectConnection; me: { name: string; colour: string } }) {
  const pane = useRef<ScriptPaneHandle>(null);
  const [scene, setScene] = useState<ElementId | null>(null);
  const [highlight, setHighlight] = useState<readonly ElementId[]>([]);
  Object.assign(window, { pane: pane.current, setHighlight });
  return (
    <div
      style={{
        display: 'grid',
        gridTemplate: mode === 'script' ? '100% / 1fr' : '100% / 240px 1fr',
        flex: 1,
        minWidth: 0,
        height: '100%',
      }}
    >
      {mode !== 'script' && (
        <Navigator
          connection={connection}
          editable
          viewKey="bench-scenes"
          activeScene={scene}
          onOpenScene={(id) => pane.current?.scrollToElement(id)}
          onOpenLine={(id) => pane.current?.scrollToElement(id)}
          eighths={(id) => `${(id.charCodeAt(0) % 7) + 1}/8`}
        />
      )}
      <ScriptPane
        ref={pane}
        connection={connection}
        editable
        me={me}
        coverage={coverage}
        gaps={NO_GAPS}
        highlight={highlight}
        onActiveScene={setScene}
        viewKey="bench"
      />
    </div>
  );
}

// Fonts come from the network and are the same for all: they are here before the clock starts.
await Promise.all(['16px "Courier Prime"', '13px "Inter Variable"'].map((font) => document.fonts.load(font)));
const root = document.getElementById('root') as HTMLElement;
performance.mark('start');
const start = performance.now();
if (mode === 'plain') mountPlain(root, mine);
else {
  createRoot(root).render(
    <CommandsProvider>
      <ToastProvider>
        <div style={{ display: 'flex', height: '100%' }}>
          <Window connection={mine} me={{ name: 'Ana', colour: '#0072b2' }} />
          {mode === 'pair' && <Window connection={others} me={{ name: 'Björn Ekström', colour: '#d55e00' }} />}
        </div>
      </ToastProvider>
    </CommandsProvider>,
  );
}

/** Resolves after the next frame has been painted. */
function painted(): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(null);
    });
  });
}

async function opened(): Promise<number> {
  const expected = Math.max(1, count);
  while (document.querySelectorAll('.ProseMirror p').length < expected) await painted();
  return (await painted()) - start;
}

const keys: number[] = [];
addEventListener('keydown', (event) => void painted().then((end) => keys.push(end - event.timeStamp)), {
  capture: true,
});

Object.assign(window, {
  bench: {
    opened: opened(),
    keys,
    connection: mine,
    script: () => readScript(mine.doc),
    children: () => scriptRoot(mine.doc).length,
    ...otherHands(others),
    /** Two others at work close by, each on a machine of their own: what they do is not this page's work, what comes of it is. */
    startTypists(around: number) {
      const hands = [1, 4].map((lines, i) => {
        const line = Math.min(count - 1, around + lines);
        return startTypist({ state: Y.encodeStateAsUpdate(mine.doc), name: NAMES[i] ?? '', line, interval: 100 }, mine);
      });
      return () => hands.forEach((hand) => hand.terminate());
    },
  },
});
