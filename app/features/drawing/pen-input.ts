import type { Point } from '#shared/drawing/index.ts';

/** What pointers on the stage come to. */
export interface PenTarget {
  readonly begin: (point: Point) => void;
  readonly extend: (points: readonly Point[]) => void;
  readonly end: () => void;
  /** It was no stroke after all: a palm, or the first of two fingers. */
  readonly cancel: () => void;
  /** Where the pointer is, drawing or not; null when it has left. */
  readonly hover: (point: Point | null) => void;
  /** Pixels of the screen. */
  readonly pan: (dx: number, dy: number) => void;
  /** About a point of the screen. */
  readonly zoom: (factor: number, x: number, y: number) => void;
  readonly canDraw: () => boolean;
}

/** What a mouse or a finger presses with. */
const NO_PRESSURE = 0.5;

/**
 * Listens to mouse, pen and fingers. Once a pen has been here, fingers only move the sheet: a hand that rests on the glass
 * draws nothing. Two fingers always move and zoom. Returns the way to stop.
 */
export function listenToPen(stage: HTMLElement, frame: HTMLElement, target: PenTarget): () => void {
  const input = new PenInput(stage, frame, target);
  return () => input.stop();
}

interface Finger {
  readonly x: number;
  readonly y: number;
}

class PenInput {
  readonly #stage: HTMLElement;
  readonly #frame: HTMLElement;
  readonly #target: PenTarget;
  readonly #over = new AbortController();
  readonly #fingers = new Map<number, Finger>();
  /** The pointer that draws, and the frame's place when it began. */
  #drawing: { readonly id: number; readonly type: string; readonly box: DOMRect } | null = null;
  #panning: number | null = null;
  #penSeen = false;
  #space = false;

  constructor(stage: HTMLElement, frame: HTMLElement, target: PenTarget) {
    [this.#stage, this.#frame, this.#target] = [stage, frame, target];
    const how = { signal: this.#over.signal };
    stage.addEventListener('pointerdown', (event) => this.#down(event), how);
    stage.addEventListener('pointermove', (event) => this.#move(event), how);
    stage.addEventListener('pointerup', (event) => this.#up(event, false), how);
    stage.addEventListener('pointercancel', (event) => this.#up(event, true), how);
    stage.addEventListener('pointerleave', () => target.hover(null), how);
    stage.addEventListener('wheel', (event) => this.#wheel(event), { ...how, passive: false });
    window.addEventListener('keydown', (event) => this.#hold(event, true), how);
    window.addEventListener('keyup', (event) => this.#hold(event, false), how);
  }

  stop(): void {
    this.#over.abort();
  }

  #down(event: PointerEvent): void {
    if (event.target instanceof Element && event.target.closest('[data-own-pointer]')) return;
    if (event.pointerType === 'pen' && !this.#penSeen) {
      this.#penSeen = true;
      // The palm was there before the pen.
      if (this.#drawing?.type === 'touch') this.#cancel();
    }
    if (event.pointerType === 'touch') {
      this.#fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      if (this.#fingers.size > 1 && this.#drawing?.type === 'touch') this.#cancel();
      if (this.#fingers.size > 1 || this.#penSeen) return;
    }
    if (this.#drawing || this.#panning !== null) return;
    const pans = event.button === 1 || (event.button === 0 && this.#space);
    if (!pans && (event.button !== 0 || !this.#target.canDraw())) return;
    event.preventDefault();
    this.#stage.setPointerCapture(event.pointerId);
    this.#stage.focus({ preventScroll: true });
    if (pans) {
      this.#panning = event.pointerId;
      return;
    }
    this.#drawing = { id: event.pointerId, type: event.pointerType, box: this.#frame.getBoundingClientRect() };
    this.#target.begin(pointIn(this.#drawing.box, event));
  }

  #move(event: PointerEvent): void {
    if (this.#fingers.has(event.pointerId)) this.#moveFinger(event);
    if (event.pointerId === this.#panning) this.#target.pan(event.movementX, event.movementY);
    if (this.#drawing?.id === event.pointerId) {
      const { box } = this.#drawing;
      const events = event.getCoalescedEvents();
      this.#target.extend((events.length > 0 ? events : [event]).map((each) => pointIn(box, each)));
    }
    if (event.pointerType !== 'touch' || this.#drawing) {
      this.#target.hover(pointIn(this.#drawing?.box ?? this.#frame.getBoundingClientRect(), event));
    }
  }

  #moveFinger(event: PointerEvent): void {
    const before = [...this.#fingers.values()];
    this.#fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (this.#drawing?.id === event.pointerId) return;
    const now = [...this.#fingers.values()];
    const [from, to] = [middleOf(before), middleOf(now)];
    this.#target.pan(to.x - from.x, to.y - from.y);
    const [was, is] = [spreadOf(before), spreadOf(now)];
    if (was > 0 && is > 0) this.#target.zoom(is / was, to.x, to.y);
  }

  #up(event: PointerEvent, cancelled: boolean): void {
    this.#fingers.delete(event.pointerId);
    if (event.pointerId === this.#panning) this.#panning = null;
    if (this.#drawing?.id !== event.pointerId) return;
    if (cancelled) {
      this.#cancel();
      return;
    }
    this.#drawing = null;
    this.#target.end();
  }

  #cancel(): void {
    this.#drawing = null;
    this.#target.cancel();
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) this.#target.zoom(Math.exp(-event.deltaY / 300), event.clientX, event.clientY);
    else this.#target.pan(-event.deltaX, -event.deltaY);
  }

  #hold(event: KeyboardEvent, down: boolean): void {
    if (event.key === ' ' && event.target === this.#stage) {
      event.preventDefault();
      this.#space = down;
    }
  }
}

function pointIn(box: DOMRect, event: PointerEvent): Point {
  return {
    x: (event.clientX - box.left - box.width / 2) / box.height,
    y: (event.clientY - box.top) / box.height - 0.5,
    pressure: event.pointerType === 'pen' ? event.pressure : NO_PRESSURE,
  };
}

function middleOf(fingers: readonly Finger[]): Finger {
  const sum = fingers.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
  return { x: sum.x / fingers.length, y: sum.y / fingers.length };
}

function spreadOf([a, b]: readonly Finger[]): number {
  return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
}
