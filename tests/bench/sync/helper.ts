import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { must } from '#shared/lib/assert.ts';

/** What a process of the benchmark can be asked: at most one argument and one answer, both plain data. */
export type Answers = Readonly<Record<string, (argument: never) => unknown>>;

interface Question {
  readonly id: number;
  readonly name: string;
  readonly argument: unknown;
}

interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** The helper's side: answers until the process that started it is gone, and then ends. */
export function answer(answers: Answers): void {
  const reply = (message: Answer | 'ready') => process.send?.(message);
  process.on('message', ({ id, name, argument }: Question) => {
    void (async () => {
      try {
        reply({ id, value: await must(answers[name], name)(argument as never) });
      } catch (error) {
        reply({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      }
    })();
  });
  process.on('disconnect', () => process.exit(0));
  reply('ready');
}

/** A process of its own, so that nobody's work is counted as somebody else's. */
export class Helper<A extends Answers> {
  readonly #child: ChildProcess;
  readonly #open = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  #asked = 0;

  private constructor(child: ChildProcess, name: string) {
    this.#child = child;
    child.on('message', (message: Answer | 'ready') => {
      if (message === 'ready') return;
      const asked = must(this.#open.get(message.id));
      this.#open.delete(message.id);
      if (message.error === undefined) asked.resolve(message.value);
      else asked.reject(new Error(`${name}: ${message.error}`));
    });
    child.on('exit', (code, signal) => {
      for (const { reject } of this.#open.values()) reject(new Error(`${name} ended (${String(code ?? signal)})`));
      this.#open.clear();
    });
  }

  /** Starts a module. Resolves when it answers. */
  static async start<A extends Answers>(
    module: string,
    words: readonly string[] = [],
    nodeOptions: readonly string[] = [],
  ): Promise<Helper<A>> {
    const child = fork(module, words, {
      execArgv: ['--expose-gc', ...nodeOptions],
      env: { ...process.env, NODE_ENV: 'production' },
      serialization: 'advanced',
    });
    const ready = once(child, 'message');
    const ended = once(child, 'exit').then(() => Promise.reject(new Error(`${module} did not start`)));
    await Promise.race([ready, ended]);
    ended.catch(() => undefined);
    return new Helper<A>(child, module);
  }

  ask<K extends keyof A & string>(name: K, ...[argument]: Parameters<A[K]>): Promise<Awaited<ReturnType<A[K]>>> {
    const id = this.#asked++;
    return new Promise((resolve, reject) => {
      this.#open.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.#child.send({ id, name, argument } satisfies Question);
    });
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 5000);
    await ended;
    clearTimeout(timer);
  }
}
