import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { defineRoots, scriptRoot } from '#shared/collab/index.ts';
import type { Sent, TypistOrder } from './start-typist.ts';

/* Somebody else at work, in a worker: types a letter time and again into one element, with a caret that moves along. */

const post = (sent: Sent) => self.postMessage(sent);
const doc = new Y.Doc();
const awareness = new Awareness(doc);

function begin({ state, name, line, interval }: TypistOrder): void {
  defineRoots(doc);
  Y.applyUpdate(doc, state, 'network');
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'network') post({ kind: 'doc', update });
  });
  awareness.on('update', (_changes: unknown, origin: unknown) => {
    if (origin !== 'network') post({ kind: 'awareness', update: encodeAwarenessUpdate(awareness, [doc.clientID]) });
  });
  awareness.setLocalStateField('user', { name, color: '#d55e00' });
  setInterval(() => type(line), interval);
}

function type(line: number): void {
  const text = (scriptRoot(doc).get(line) as Y.XmlElement).get(0) as Y.XmlText;
  doc.transact(() => text.insert(Math.min(8, text.length), 'x'));
  if (text.length > 200) text.delete(8, 100);
  const place = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, 9)) as unknown;
  awareness.setLocalStateField('cursor', { anchor: place, head: place });
}

self.onmessage = ({ data }: MessageEvent<TypistOrder | Sent>) => {
  if (!('kind' in data)) begin(data);
  else if (data.kind === 'doc') Y.applyUpdate(doc, data.update, 'network');
  else applyAwarenessUpdate(awareness, data.update, 'network');
};
