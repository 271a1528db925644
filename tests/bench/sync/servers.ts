/** Who takes part, in the order of the table. */
export const SERVERS = {
  relay: 'ws relay',
  'y-websocket-server': '@y/websocket-server',
  hocuspocus: 'Hocuspocus',
  beatboard: 'Beatboard',
} as const;
export type ServerName = keyof typeof SERVERS;

export const SERVER_NAMES = Object.keys(SERVERS) as ServerName[];
/** Those that do the same work as ours, or part of it. */
export const PEERS: readonly ServerName[] = ['y-websocket-server', 'hocuspocus'];
