/** HTTP: headers, origins, limits, health, pages, and where sockets go. Knows no use case. */
export { createApp, type AppOptions } from './app.ts';
export { createDoorway, type Doorway } from './doorway.ts';
export { loadContext } from './load-context.ts';
export { createOrigins, type Origins } from './origins.ts';
export { builtPages, developmentPages, type LoadContext, type Pages } from './pages.ts';
export { routeUpgrades, type SyncUpgrade } from './upgrades.ts';
