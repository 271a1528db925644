import { must } from '#shared/lib/assert.ts';
import { answer } from '../helper.ts';
import { Session, type OpenOptions, type TypeOptions } from './session.ts';

/* The load generator: a process of its own, which runs one session at a time or several beside each other. */

const sessions = new Map<number, Session>();
let opened = 0;
const session = (id: number) => must(sessions.get(id));

const answers = {
  open: async (options: OpenOptions) => {
    const id = opened++;
    const made = new Session(options);
    sessions.set(id, made);
    return { id, ...(await made.open()) };
  },
  begin: (id: number) => session(id).begin(),
  write: ({ id, updates }: { id: number; updates: readonly Uint8Array[] }) => {
    for (const update of updates) session(id).write(update);
  },
  acked: (id: number) => session(id).acked(),
  type: ({ id, ...options }: TypeOptions & { id: number }) => session(id).type(options),
  read: ({ id, again }: { id: number; again: boolean }) => session(id).read(again),
  closedCodes: (id: number) => session(id).closedCodes(),
  close: (id: number) => {
    session(id).close();
    sessions.delete(id);
  },
};
export type LoadAnswers = typeof answers;
answer(answers);
