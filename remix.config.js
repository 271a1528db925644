/**
 * The options vite.config.ts hands to the Remix plugin. The plugin itself never reads this file.
 * @type {import('@remix-run/dev').VitePluginConfig}
 */
export default {
  appDirectory: 'app',
  buildDirectory: 'build',
  ssr: true,
  serverModuleFormat: 'esm',
  future: {
    v3_fetcherPersist: true,
    // A revalidation that meets a navigation whose route is still being discovered ends on an empty page.
    v3_lazyRouteDiscovery: false,
    v3_relativeSplatPath: true,
    v3_routeConfig: true,
    v3_singleFetch: true,
    v3_throwAbortReason: true,
    unstable_optimizeDeps: true,
  },
};
