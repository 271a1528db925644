/** The project document: who may open it, what a write may touch, when it is durable. SPEC.md has the rules. */
export type { DocumentState, Documents } from './port.ts';
export { startNewEpochs } from './new-epoch.ts';
export { createSyncServer, type SyncServer, type SyncServerOptions, type SyncStats } from './server.ts';
export type { Identify, Identity } from './admit.ts';
