import * as Y from 'yjs';
import { SCHEMA_VERSION, parseDocumentName, type Origin, type ProjectDoc } from '#shared/collab/index.ts';
import type { Bus } from '#server/cluster/index.ts';
import { assert } from '#shared/lib/assert.ts';
import { DamagedDocument } from '#shared/lib/damaged-document.ts';
import type { DocumentName, ProjectId, UserId } from '#shared/lib/ids.ts';
import { AppError, CLOSE, type CloseCode } from '#shared/protocol/index.ts';
import { loadDocument, newDocument } from './document.ts';
import { Neighbours } from './neighbours.ts';
import type { DocumentState, Documents, Seen } from './port.ts';
import { Room, RoomUnavailable, type RoomDeps } from './room.ts';

export interface HubDeps extends Omit<RoomDeps, 'onGone' | 'neighbours' | 'alone'> {
  readonly bus: Bus;
}

/** The rooms of this process, one a document, and the way in for the server's own edits. */
export class Hub implements Documents {
  readonly #deps: HubDeps;
  readonly #rooms = new Map<DocumentName, Room>();
  readonly #neighbours: Neighbours;
  #closed = false;

  constructor(deps: HubDeps) {
    this.#deps = deps;
    this.#neighbours = new Neighbours(deps.bus, deps.store, this.#rooms, deps.log);
    deps.journal.onCommitted((name, epoch, seq) => this.#neighbours.committed(name, epoch, seq));
  }

  get size(): number {
    return this.#rooms.size;
  }

  /**
   * Runs `inside` with the document's room at a moment when it is complete, holds all rows up to `seq` and is not gone,
   * without a pause in between. Rejects with RoomUnavailable.
   */
  async enter<T>(name: DocumentName, inside: (room: Room) => T, seq = 0): Promise<Awaited<T>> {
    for (;;) {
      if (this.#closed) throw new RoomUnavailable(CLOSE.tryLater, 'The server is going away.');
      const room = this.#rooms.get(name) ?? this.#make(name);
      await room.ready();
      if (room.lacks(seq)) await room.catchUp();
      if (!room.isGone) return await inside(room);
    }
  }

  #make(name: DocumentName): Room {
    // A room ends before its successor is made: there is never a second one beside it.
    const room = new Room(name, {
      ...this.#deps,
      neighbours: this.#neighbours,
      alone: this.#deps.bus.alone,
      onGone: () => this.#rooms.delete(name),
    });
    this.#rooms.set(name, room);
    return room;
  }

  async create(
    name: DocumentName,
    project: ProjectId,
    by: UserId,
    build: (doc: ProjectDoc) => void,
  ): Promise<{ epoch: number; seq: number }> {
    assert(parseDocumentName(name) !== null, `${name} is no document name`);
    const doc = newDocument(name);
    doc.transact(() => build(doc));
    const bytes = Y.encodeStateAsUpdate(doc);
    const seed = doc.store.clients.size > 0 ? { bytes, clientId: doc.clientID } : null;
    doc.destroy();
    const result = await this.#deps.store.create({
      ...{ name, project, seed, by, schemaVersion: SCHEMA_VERSION },
      at: this.#deps.clock.now(),
    });
    if (result === 'exists') {
      throw new AppError('conflict', 'This document exists already. Nothing was changed: open it instead.');
    }
    return { epoch: 1, seq: seed ? 1 : 0 };
  }

  async edit<T>(name: DocumentName, by: UserId, origin: Origin, change: (doc: ProjectDoc) => T): Promise<T> {
    try {
      return await this.enter(name, (room) => room.edit(by, origin, change));
    } catch (error) {
      throw asAppError(error);
    }
  }

  async look<T>(name: DocumentName, read: (doc: ProjectDoc) => T): Promise<Seen<T>> {
    try {
      return await this.enter(name, (room) => room.look(read));
    } catch (error) {
      throw asAppError(error);
    }
  }

  async read(name: DocumentName): Promise<DocumentState> {
    const live = this.#rooms.get(name);
    try {
      await live?.ready();
      await live?.settled();
      await live?.upToDate();
    } catch (error) {
      // A room that ended while it was asked; the store knows the document as well.
      if (!(error instanceof RoomUnavailable) || error.code !== CLOSE.tryLater) throw asAppError(error);
    }
    const state = live?.durableState();
    if (state) return state;
    try {
      return await this.#readStored(name);
    } catch (error) {
      throw error instanceof DamagedDocument ? damaged() : error;
    }
  }

  /** Ends every room and makes no more. */
  closeAll(code: CloseCode, reason: string): void {
    this.#closed = true;
    this.#neighbours.close();
    for (const room of [...this.#rooms.values()]) room.close(code, reason);
  }

  async #readStored(name: DocumentName): Promise<DocumentState> {
    const found = await loadDocument(this.#deps.store, name);
    if (!found) throw notFound();
    const { doc, loaded } = found;
    const state = Y.encodeStateAsUpdate(doc);
    doc.destroy();
    return { epoch: loaded.epoch, seq: loaded.seq, state };
  }
}

function asAppError(error: unknown): unknown {
  if (!(error instanceof RoomUnavailable)) return error;
  if (error.code === CLOSE.notFound) return notFound();
  if (error.code === CLOSE.damaged) return damaged();
  return new AppError('unavailable', 'The document can’t be reached at the moment. Nothing was lost: try again.');
}

function damaged(): AppError {
  return new AppError(
    'unavailable',
    'What is stored of this document is damaged. Nothing was written over it: tell whoever runs the server.',
  );
}

function notFound(): AppError {
  return new AppError('not_found', 'This document does not exist, or no longer.');
}
