import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig, type Plugin } from 'vite';
import remixConfig from './remix.config.js';

declare module '@remix-run/server-runtime' {
  interface Future {
    v3_singleFetch: true;
  }
}

/** Of the interface's parts, those that come with whoever shows them. */
const LATER = [
  ...['command-palette', 'find-commands', 'shortcut-sheet', 'spec-of-brief', 'suggest-words'],
  ...['tabs', 'tally-table', 'use-suggestion'],
];

/** What every page of its kind needs goes in one piece, which stays in the browser's cache when the rest changes. */
const PIECES: readonly (readonly [string, RegExp])[] = [
  ['react', /node_modules\/(react|react-dom|scheduler|react-router|react-router-dom|@remix-run|turbo-stream)\//],
  ['document', /node_modules\/(yjs|lib0|y-protocols|y-websocket)\//],
  ['ui', new RegExp(`app/(components|lib)/(?!.*(${LATER.join('|')}))`)],
  // What every icon is made of. The icons themselves stay with whoever shows them.
  ['icon', /lucide-react\/dist\/esm\/(?!icons|lucide-react)/],
  ['editor', /node_modules\/(prosemirror-[\w-]+|@tiptap|orderedmap|w3c-keyname)\//],
];

/** Styles of code that comes later are asked for as those of routes are: the browser has one of both, and takes it. */
const stylesAsRoutesHaveThem: Plugin = {
  name: 'beatboard:styles-as-routes-have-them',
  transform: (code, id) =>
    id === '\0vite/preload-helper.js' ? code.replace(/\blink\.crossOrigin = (""|'');?/, '') : null,
};

/** lib0 describes nodes of a page by schemas that nobody asks for, and that no bundler dares to leave out. */
const nodesWithoutSchemas: Plugin = {
  name: 'beatboard:nodes-without-schemas',
  transform: (code, id) =>
    id.endsWith('/lib0/dom.js')
      ? code.replace(/^(import \* as \$ from|export const \$\w+ = \$\.\$custom).*$/gm, '')
      : null,
};

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [remix(remixConfig), stylesAsRoutesHaveThem, nodesWithoutSchemas],
  build: {
    target: 'es2022',
    // Takes longer than esbuild, once a version, and saves whoever opens a script a thirtieth of what has to come first.
    minify: isSsrBuild ? 'esbuild' : 'terser',
    rollupOptions: {
      output: isSsrBuild
        ? {}
        : {
            manualChunks: (id) => PIECES.find(([, files]) => files.test(id))?.[0],
            // What a piece imports is not of it: by its index the icons' package would bring those of every page.
            onlyExplicitManualChunks: true,
          },
    },
  },
  // A worker that fetches its dictionary by itself is a module.
  worker: { format: 'es' },
  // Its entry points are folders with a package.json, which Node does not resolve: bundle it.
  ssr: { noExternal: [/^@atlaskit\//] },
  optimizeDeps: { esbuildOptions: { target: 'es2022' } },
}));
