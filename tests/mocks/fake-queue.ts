import type { FakeOrder, Mood } from './fake-api.ts';

export interface FakeTask {
  readonly id: string;
  readonly order: FakeOrder;
  asked: number;
  cancelled: boolean;
}

/** Orders under way: a first question finds them in work, the next finds them done, unless the mood is to keep people waiting. */
export class FakeQueue {
  readonly #tasks = new Map<string, FakeTask>();

  add(order: FakeOrder, id = `task-${String(this.#tasks.size + 1)}`): FakeTask {
    const task = { id, order, asked: 0, cancelled: false };
    this.#tasks.set(id, task);
    return task;
  }

  find(id: string | undefined): FakeTask | undefined {
    return this.#tasks.get(id ?? '');
  }

  stateOf(task: FakeTask, mood: Mood): 'trouble' | 'waiting' | 'done' {
    task.asked += 1;
    if (mood === 'hiccup' && task.asked === 1) return 'trouble';
    return mood === 'busy' || task.asked === 1 ? 'waiting' : 'done';
  }
}
