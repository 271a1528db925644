import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';
import remixConfig from './remix.config.js';

declare module '@remix-run/server-runtime' {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig({
  plugins: [remix(remixConfig)],
  build: { target: 'es2022' },
  // A worker that fetches its dictionary by itself is a module.
  worker: { format: 'es' },
  // Its entry points are folders with a package.json, which Node does not resolve: bundle it.
  ssr: { noExternal: [/^@atlaskit\//] },
  optimizeDeps: { esbuildOptions: { target: 'es2022' } },
});
