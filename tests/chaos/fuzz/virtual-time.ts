const real = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
  setImmediate: globalThis.setImmediate,
  clearImmediate: globalThis.clearImmediate,
  now: Date.now,
};

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly every: number | null;
  readonly run: () => void;
}

/** How a simulation lets time pass, and everything that falls due in it happen. */
export interface Time {
  pass(ms: number): Promise<void>;
  end(): void;
}

/** Lets time pass until this is done; throws when it takes longer than `patience` milliseconds. */
export async function during<T>(time: Time, work: Promise<T>, patience = 120_000): Promise<T> {
  let done = false;
  const finished = work.finally(() => (done = true));
  // Whoever waits below hears of a rejection; this only keeps it from being nobody's until then.
  finished.catch(() => undefined);
  for (let waited = 0; !done; waited += 5) {
    if (waited > patience) throw new Error('Something never ended.');
    await time.pass(5);
  }
  return finished;
}

/** For what really waits, such as a database. */
export const realTime: Time = {
  pass: (ms) => new Promise((resolve) => real.setTimeout(resolve, ms)),
  end: () => undefined,
};

/**
 * Takes over timers and the clock of this process: timers fire in order and only while `pass` lets time go by, so that
 * hours take seconds and a seed repeats a run. What neither waits for a timer nor for the machine (promises) is always
 * done before the next timer.
 */
export function takeOverTime(start = 1_700_000_000_000): Time {
  let now = start;
  let count = 0;
  const timers = new Map<number, Timer>();

  const add = (run: () => void, delay: number, every: number | null) => {
    const order = ++count;
    timers.set(order, { at: now + Math.max(delay, 0), order, every, run });
    // Stands for Node's own handle where somebody calls its methods.
    return { order, unref: () => undefined, ref: () => undefined, [Symbol.toPrimitive]: () => order };
  };
  const remove = (handle: { order: number } | undefined) => {
    if (handle) timers.delete(handle.order);
  };
  const replacements = {
    setTimeout: (run: (...args: unknown[]) => void, delay = 0, ...args: unknown[]) =>
      add(() => run(...args), delay, null),
    setInterval: (run: (...args: unknown[]) => void, delay = 0, ...args: unknown[]) =>
      add(() => run(...args), delay, Math.max(delay, 1)),
    setImmediate: (run: (...args: unknown[]) => void, ...args: unknown[]) => add(() => run(...args), 0, null),
    clearImmediate: remove,
    clearTimeout: remove,
    clearInterval: remove,
  };
  Object.assign(globalThis, replacements);
  Date.now = () => now;

  function nextUntil(end: number): Timer | null {
    let next: Timer | null = null;
    for (const timer of timers.values()) {
      if (timer.at <= end && (!next || timer.at < next.at)) next = timer;
    }
    return next;
  }

  const promisesDone = () => new Promise<void>((resolve) => real.setImmediate(resolve));

  return {
    async pass(ms) {
      const end = now + ms;
      await promisesDone();
      for (let timer = nextUntil(end); timer; timer = nextUntil(end)) {
        now = Math.max(now, timer.at);
        timers.delete(timer.order);
        if (timer.every !== null) timers.set(timer.order, { ...timer, at: now + timer.every });
        timer.run();
        await promisesDone();
      }
      now = end;
    },
    end() {
      const { now: clock, ...functions } = real;
      Object.assign(globalThis, functions);
      Date.now = clock;
      timers.clear();
    },
  };
}
