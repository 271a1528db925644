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

interface Person {
  readonly colour: number;
  /** Oldest first; what the person looks at is what the window that spoke last shows. */
  windows: PresentWindow[];
}

/**
 * Who is in which project. A person is one entry, however many windows are open, and keeps one colour for as long as any
 * of them is; colours are given in order of joining, the lowest free one first.
 */
export class Roster {
  readonly #projects = new Map<ProjectId, Map<UserId, Person>>();

  /** Enters a window, or says anew what it shows. */
  put(project: ProjectId, window: PresentWindow): void {
    const people = this.#projects.get(project) ?? new Map<UserId, Person>();
    this.#projects.set(project, people);
    const person = people.get(window.user) ?? { colour: freeColour(people), windows: [] };
    people.set(window.user, person);
    person.windows = [...person.windows.filter((other) => other.id !== window.id), window];
  }

  remove(project: ProjectId, { id, user }: Pick<PresentWindow, 'id' | 'user'>): void {
    const people = this.#projects.get(project);
    const person = people?.get(user);
    if (!people || !person) return;
    person.windows = person.windows.filter((window) => window.id !== id);
    if (person.windows.length === 0) people.delete(user);
    if (people.size === 0) this.#projects.delete(project);
  }

  /** In the order in which they came. */
  people(project: ProjectId): RosterEntry[] {
    return [...(this.#projects.get(project) ?? [])].flatMap(([user, { colour, windows }]) => {
      const latest = windows.at(-1);
      return latest ? [{ user, colour, name: latest.name, role: latest.role, view: latest.view }] : [];
    });
  }
}

function freeColour(people: ReadonlyMap<UserId, Person>): number {
  const taken = new Set([...people.values()].map((person) => person.colour));
  let colour = 0;
  while (taken.has(colour)) colour++;
  return colour;
}
