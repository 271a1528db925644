/** What is not document content, live: who is here, and that something changed. Everything it says can be fetched. */
export type { Notices } from './port.ts';
export { createRealtime, type Realtime, type RealtimeOptions } from './realtime.ts';
export type { RealtimeIdentity } from './rooms.ts';
