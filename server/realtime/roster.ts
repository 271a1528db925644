import type { Clock } from '#shared/lib/clock.ts';
import type { ProjectId, UserId } from '#shared/lib/ids.ts';
import type { RosterEntry } from '#shared/protocol/index.ts';

/** One window that has a project open. */
export interface PresentWindow {
  readonly id: string;
  readonly user: UserId;
  readonly name: string;
  readonly role: string;
  readonly view: string;
}

/** A window as the processes tell each other of it. Times are milliseconds, and never equal at one process. */
export interface RosterWindow extends PresentWindow {
  readonly since: number;
  /** When it last said what it shows. */
  readonly spoke: number;
  readonly colour: number;
}

/**
 * Who is in which project, at whatever process. A person is one entry, however many windows are open, and keeps one
 * colour for as long as any of them is; colours are given in order of joining, the lowest free one first.
 */
export class Roster {
  readonly #clock: Clock;
  readonly #here = new Map<ProjectId, RosterWindow[]>();
  readonly #elsewhere = new Map<string, Map<ProjectId, readonly RosterWindow[]>>();
  #lastTime = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Enters a window, or says anew what it shows. */
  put(project: ProjectId, window: PresentWindow): void {
    const here = this.own(project);
    const before = here.find(({ id }) => id === window.id);
    const spoke = this.#now();
    const colour = before?.colour ?? this.#colourFor(project, window.user);
    const others = here.filter(({ id }) => id !== window.id);
    this.#here.set(project, [...others, { ...window, since: before?.since ?? spoke, spoke, colour }]);
  }

  remove(project: ProjectId, { id }: Pick<PresentWindow, 'id'>): void {
    const left = this.own(project).filter((window) => window.id !== id);
    if (left.length > 0) this.#here.set(project, left);
    else this.#here.delete(project);
  }

  /** The windows of this process. */
  own(project: ProjectId): readonly RosterWindow[] {
    return this.#here.get(project) ?? [];
  }

  /** The projects that have windows at this process. */
  projects(): ProjectId[] {
    return [...this.#here.keys()];
  }

  /**
   * All the windows of a project at another process. Two processes may give one colour to two people at once: the later
   * one changes. Returns whether that was one of ours, so that the others must be told again.
   */
  hear(process: string, project: ProjectId, windows: readonly RosterWindow[]): boolean {
    const known = this.#elsewhere.get(process) ?? new Map<ProjectId, readonly RosterWindow[]>();
    this.#elsewhere.set(process, known);
    if (windows.length > 0) known.set(project, windows);
    else known.delete(project);
    const losers = new Set(this.own(project).flatMap((ours) => (this.#isBeaten(project, ours) ? [ours.user] : [])));
    for (const user of losers) this.#recolour(project, user);
    return losers.size > 0;
  }

  /** That process is gone; returns the projects that it had windows of. */
  forget(process: string): ProjectId[] {
    const projects = [...(this.#elsewhere.get(process)?.keys() ?? [])];
    this.#elsewhere.delete(process);
    return projects;
  }

  /** In the order in which they came. */
  people(project: ProjectId): RosterEntry[] {
    const first = new Map<UserId, RosterWindow>();
    const latest = new Map<UserId, RosterWindow>();
    for (const window of this.#windows(project)) {
      if (!first.has(window.user)) first.set(window.user, window);
      if ((latest.get(window.user)?.spoke ?? 0) <= window.spoke) latest.set(window.user, window);
    }
    return [...first.values()].flatMap(({ user, colour }) => {
      const shown = latest.get(user);
      return shown ? [{ user, colour, name: shown.name, role: shown.role, view: shown.view }] : [];
    });
  }

  #windows(project: ProjectId): RosterWindow[] {
    const elsewhere = [...this.#elsewhere.values()].flatMap((known) => known.get(project) ?? []);
    return [...this.own(project), ...elsewhere].sort(byArrival);
  }

  #colourFor(project: ProjectId, user: UserId): number {
    const windows = this.#windows(project);
    const own = windows.find((window) => window.user === user);
    return own?.colour ?? lowestFree(windows);
  }

  #isBeaten(project: ProjectId, ours: RosterWindow): boolean {
    const first = this.#windows(project).find(({ colour }) => colour === ours.colour);
    return first !== undefined && first.user !== ours.user;
  }

  #recolour(project: ProjectId, user: UserId): void {
    const colour = lowestFree(this.#windows(project));
    this.#here.set(
      project,
      this.own(project).map((window) => (window.user === user ? { ...window, colour } : window)),
    );
  }

  #now(): number {
    this.#lastTime = Math.max(this.#lastTime + 1, this.#clock.now());
    return this.#lastTime;
  }
}

function byArrival(a: RosterWindow, b: RosterWindow): number {
  return a.since - b.since || (a.user < b.user ? -1 : 1);
}

function lowestFree(windows: readonly RosterWindow[]): number {
  const taken = new Set(windows.map((window) => window.colour));
  let colour = 0;
  while (taken.has(colour)) colour++;
  return colour;
}
