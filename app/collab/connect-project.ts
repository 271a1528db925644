import * as decoding from 'lib0/decoding';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import {
  SCHEMA_VERSION,
  createUndo,
  defineRoots,
  defineSketchRoots,
  followMoves,
  holdPanels,
  leaveTidying,
  parseDocumentName,
} from '#shared/collab/index.ts';
import type { DocumentName, UserId } from '#shared/lib/ids.ts';
import { CLOSE, MESSAGE, SYNC_PARAMS, isFinalClose, type RowMark } from '#shared/protocol/index.ts';
import type { ProjectConnection } from './connection.ts';
import { countingSocket } from './counting-socket.ts';
import { keepDeviceCopy, type DeviceCopy } from './device-copy.ts';
import { deviceStoreName, openDeviceStore, type DeviceStore } from './device-store.ts';
import { TOO_LARGE_BY_PROTOCOL } from './end-words.ts';
import { reconnectDelay } from './reconnect.ts';
import { createSaveLight } from './save-light.ts';

export interface ConnectOptions {
  readonly document: DocumentName;
  /** As the server told this page; another one is never merged with what is here. */
  readonly epoch: number;
  /** The document's own. One above what this code knows is not opened at all. */
  readonly schemaVersion: number;
  /** `colour` is `#rrggbb`. */
  readonly user: { readonly id: UserId; readonly name: string; readonly colour: string };
  /** The person's role writes nothing at all. */
  readonly readOnly: boolean;
  /** Where documents are served, without the document's name: `wss://host/sync`. */
  readonly url: string;
}

/** What a browser provides, for tests to replace. */
export interface Surroundings {
  readonly WebSocket: typeof WebSocket;
  readonly openStore: (name: string) => Promise<DeviceStore>;
  readonly now: () => number;
  readonly random: () => number;
  /** Tells of the page being put away and taken out again; null where there is no page. */
  readonly page: Pick<Window, 'addEventListener' | 'removeEventListener'> | null;
}

/** Opens a project's document, or a drawing's, in this window. Call outside React's render, and `destroy` what it returns. */
export function connectProject(options: ConnectOptions, given: Partial<Surroundings> = {}): ProjectConnection {
  const around: Surroundings = { ...browser(), ...given };
  const doc = new Y.Doc();
  const isProject = parseDocumentName(options.document)?.kind !== 'sketch';
  if (isProject) defineRoots(doc);
  else defineSketchRoots(doc);
  if (isProject) leaveTidying(doc);
  const undo = createUndo(doc);
  if (isProject && !options.readOnly) {
    followMoves(doc);
    holdPanels(doc);
  }
  const light = createSaveLight(around.now, options.readOnly);
  const provider = createProvider(options, doc, around, light);
  const device = keepDeviceCopy(
    doc,
    () => around.openStore(deviceStoreName(options.user.id, options.document, options.epoch)),
    (state) => light.report({ kind: 'device', state }),
  );
  listen(provider, device, doc, light, around);
  rememberRow(provider, device, options.epoch);
  const leavePage = followPage(provider, device, options.user, around.page);
  const leaveNetwork = followNetwork(provider, around.page);

  const filled = new Promise<void>((resolve) => {
    provider.once('sync', () => resolve());
    void device.loaded.then(() => {
      if (doc.store.clients.size > 0) resolve();
    });
  });
  let destroyed = false;
  // After the device's copy, so that what it holds goes out as one difference and not as edits of this moment.
  void device.loaded.then(() => {
    if (destroyed) return;
    provider.params = paramsOf(options.epoch, device.row);
    if (options.schemaVersion > SCHEMA_VERSION) light.report({ kind: 'ended', code: CLOSE.clientOutdated });
    else provider.connect();
  });

  return {
    ...{ doc, undo, awareness: provider.awareness, saveState: light.state, whenFilled: filled },
    destroy() {
      if (destroyed) return;
      destroyed = true;
      leavePage();
      leaveNetwork();
      undo.destroy();
      provider.destroy();
      device.destroy();
      light.destroy();
      doc.destroy();
    },
  };
}

type SaveLight = ReturnType<typeof createSaveLight>;

function createProvider(options: ConnectOptions, doc: Y.Doc, around: Surroundings, light: SaveLight) {
  const provider = new WebsocketProvider(options.url, options.document, doc, {
    connect: false,
    // Tabs find each other through the server: a change between them alone would be unsaved and look saved.
    disableBc: true,
    WebSocketPolyfill: countingSocket(around.WebSocket, (step) => light.report({ kind: 'sent', step })),
    shouldReconnect: ({ code }) => !isFinalClose(code) && code !== TOO_LARGE_BY_PROTOCOL,
  });
  provider.messageHandlers[MESSAGE.ack] = (_encoder, decoder) => {
    light.report({ kind: 'acked', writes: decoding.readVarUint(decoder) });
  };
  return provider;
}

function listen(
  provider: WebsocketProvider,
  device: DeviceCopy,
  doc: Y.Doc,
  light: SaveLight,
  { random }: Surroundings,
): void {
  provider.on('status', ({ status }) => {
    if (status === 'connected') light.report({ kind: 'opened' });
  });
  provider.on('connection-close', () => {
    light.report({ kind: 'closed' });
    // y-websocket waits at most this long.
    provider.maxBackoffTime = reconnectDelay(provider.wsUnsuccessfulReconnects, random());
  });
  provider.on('closed', ({ code }) => {
    light.report({ kind: 'ended', code });
    // The server will never take this copy: the next window starts from the server's, and this one stays on the device.
    const isApart = code === CLOSE.refused || code === CLOSE.epochChanged;
    if (isApart) void device.setAside().catch(() => undefined);
  });
  let framesBefore = light.framesSent();
  // Registered after the provider's own listener: by now a frame with this change has left, or will not.
  doc.on('update', (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
    const frames = light.framesSent();
    if (transaction.local) light.report({ kind: 'changed', left: frames > framesBefore });
    framesBefore = frames;
  });
}

/** What a window says of itself when it knocks, with the last row that it was told of (SPEC E3). */
function paramsOf(epoch: number, row: RowMark | null): Record<string, string> {
  return {
    [SYNC_PARAMS.schema]: String(SCHEMA_VERSION),
    [SYNC_PARAMS.epoch]: String(epoch),
    ...(row && { [SYNC_PARAMS.seq]: String(row.seq), [SYNC_PARAMS.at]: String(row.at) }),
  };
}

function rememberRow(provider: WebsocketProvider, device: DeviceCopy, epoch: number): void {
  provider.messageHandlers[MESSAGE.row] = (_encoder, decoder) => {
    const row = { seq: decoding.readVarUint(decoder), at: decoding.readVarUint(decoder) };
    provider.params = paramsOf(epoch, row);
    device.keepRow(row);
  };
}

/** Shows this person to others for as long as the page is open, and writes out what is left when it goes. */
function followPage(
  { awareness }: WebsocketProvider,
  device: DeviceCopy,
  user: ConnectOptions['user'],
  page: Surroundings['page'],
): () => void {
  const { id, name, colour } = user;
  // The caret extension reads `color`.
  awareness.setLocalStateField('user', { id, name, colour, color: colour });
  let parked: Record<string, unknown> | null = null;
  const hide = () => {
    device.flush();
    parked = awareness.getLocalState();
    awareness.setLocalState(null);
  };
  const show = () => {
    if (parked) awareness.setLocalState(parked);
  };
  page?.addEventListener('pagehide', hide);
  page?.addEventListener('pageshow', show);
  return () => {
    page?.removeEventListener('pagehide', hide);
    page?.removeEventListener('pageshow', show);
  };
}

/**
 * Takes the browser's word that the network is gone. A socket may hang for half a minute before it shows, and until then
 * nobody could be told that their work is on this device alone.
 */
function followNetwork(provider: WebsocketProvider, page: Surroundings['page']): () => void {
  let left = false;
  const leave = () => {
    left = provider.shouldConnect;
    provider.disconnect();
  };
  const comeBack = () => {
    if (left) provider.connect();
    left = false;
  };
  page?.addEventListener('offline', leave);
  page?.addEventListener('online', comeBack);
  return () => {
    page?.removeEventListener('offline', leave);
    page?.removeEventListener('online', comeBack);
  };
}

function browser(): Surroundings {
  return {
    WebSocket: globalThis.WebSocket,
    openStore: openDeviceStore,
    now: () => Date.now(),
    random: () => Math.random(),
    page: typeof window === 'undefined' ? null : window,
  };
}
