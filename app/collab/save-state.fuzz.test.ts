import { expect, test } from 'vitest';
import { pick, randomInt, seededRng, type Rng } from '#shared/lib/rng.ts';
import { OVERDUE_MS, initialFacts, nextCheck, reduceSave, saveStateOf, type SaveEvent } from './save-state.ts';

/**
 * A window, its browser's storage and a server, in which anything happens in any order. It knows of every change where it
 * is; the facts only see what a window sees. Changes are numbered from 1.
 */
class World {
  now = 0;
  facts = initialFacts(0, false);
  changes = 0;
  readonly #durable = new Set<number>();
  onDevice = 0;
  open = false;
  ended = false;
  handedOver = false;
  /** The write frames of this connection, with the changes that each carries, and when it left. */
  frames: { readonly carries: readonly number[]; readonly at: number }[] = [];
  acked = 0;
  openedAt = 0;
  readonly #rng: Rng;

  constructor(rng: Rng) {
    this.#rng = rng;
  }

  get unsaved(): number[] {
    return Array.from({ length: this.changes }, (_, i) => i + 1).filter((change) => !this.#durable.has(change));
  }

  report(event: SaveEvent): void {
    this.facts = reduceSave(this.facts, event, this.now);
  }

  step(): void {
    const steps = {
      wait: () => {
        this.now += randomInt(this.#rng, OVERDUE_MS);
        this.report({ kind: 'tick' });
      },
      change: () => this.change(),
      connect: () => this.connect(),
      lose: () => this.lose(),
      answer: () => this.answer(),
      ack: () => this.ack(),
      // A late or repeated ack, or one that makes no sense.
      noise: () => this.report({ kind: 'acked', writes: randomInt(this.#rng, this.acked + 1) }),
      store: () => {
        this.onDevice = this.changes;
        this.report({ kind: 'device', state: 'written' });
      },
      refuse: () => this.report({ kind: 'device', state: 'failed' }),
    };
    pick(this.#rng, [...Object.values(steps), steps.change, steps.change, steps.ack, steps.connect])();
  }

  change(): void {
    this.changes += 1;
    const left = this.open && this.#rng.next() < 0.9;
    // The storage begins to write before the window asks anybody what has left.
    if (this.facts.device !== 'none') this.report({ kind: 'device', state: 'writing' });
    if (left) this.send('update', [this.changes]);
    this.report({ kind: 'changed', left });
  }

  send(step: 'step2' | 'update', carries: readonly number[]): void {
    this.frames.push({ carries, at: this.now });
    this.report({ kind: 'sent', step });
  }

  connect(): void {
    if (this.open) return;
    [this.open, this.handedOver, this.frames, this.acked, this.openedAt] = [true, false, [], 0, this.now];
    this.report({ kind: 'opened' });
  }

  lose(): void {
    if (!this.open) return;
    this.open = false;
    this.report({ kind: 'closed' });
  }

  /** The server asks what it lacks: the answer carries everything. */
  answer(): void {
    if (!this.open) return;
    this.handedOver = true;
    this.send('step2', this.unsaved);
  }

  ack(): void {
    const reached = this.acked + randomInt(this.#rng, this.frames.length - this.acked + 1);
    if (!this.open || reached === this.acked) return;
    for (const { carries } of this.frames.slice(0, reached)) for (const change of carries) this.#durable.add(change);
    this.acked = reached;
    this.report({ kind: 'acked', writes: reached });
  }

  /** Since when the window waits for the server. */
  get waitingSince(): number {
    return this.frames[this.acked]?.at ?? this.openedAt;
  }
}

function check(world: World): void {
  const { kind } = saveStateOf(world.facts);
  const { open, handedOver, unsaved, frames, acked } = world;
  if (kind === 'saved') expect([open, handedOver, unsaved]).toEqual([true, true, []]);
  // All is acknowledged and the server has everything: nothing else may be said.
  if (open && handedOver && unsaved.length === 0 && acked === frames.length) expect(kind).toBe('saved');
  if (kind === 'on-device') expect([open, world.onDevice]).toEqual([false, world.changes]);
  const isKept = world.facts.device === 'writing' || world.facts.device === 'written';
  if (!open && unsaved.length > 0 && !isKept) expect(kind).toBe('not-saved');
  const waits = open && (unsaved.length > 0 || acked < frames.length || !handedOver);
  if (waits && world.now - world.waitingSince >= OVERDUE_MS) expect(kind).toBe('not-saved');
  // What will be said next needs no event to be said: only a look when the time has come.
  if (kind === 'saving' || (kind === 'connecting' && open)) expect(nextCheck(world.facts)).not.toBeNull();
}

test('[W2] whatever happens in whatever order, "saved" is said when everything is durable, and never before', () => {
  for (let seed = 1; seed <= 400; seed++) {
    const world = new World(seededRng(seed));
    try {
      for (let i = 0; i < 200; i++) {
        world.step();
        check(world);
      }
    } catch (error) {
      throw new Error(`seed ${String(seed)}`, { cause: error });
    }
  }
});
