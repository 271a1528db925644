import { expect, test } from 'vitest';
import type { AssetHash, PanelId, TakeId, UserId } from '#shared/lib/ids.ts';
import type { Take } from '#shared/storyboard/index.ts';
import { PictureUploads, type Batch, type Sent } from './picture-uploads.ts';

const panel = (id: string) => id as PanelId;
const file = (name: string) => new File(['x'], name);

/** A server whose answers the test gives, and time that passes when the test says so. */
function setUp() {
  const sending = new Map<string, { answer: (sent: Sent) => void; onSent: (fraction: number) => void; take: TakeId }>();
  const waits: { ms: number; run: () => void }[] = [];
  const sent: string[] = [];
  let ids = 0;
  const uploads = new PictureUploads({
    newId: () => `t${String(ids++)}` as TakeId,
    send: ({ take, file: { name } }, { signal, onSent }) => {
      sent.push(`${name} ${take}`);
      return new Promise((answer) => {
        signal.addEventListener('abort', () => answer({ kind: 'unreached' }));
        sending.set(name, { answer, onSent, take });
      });
    },
    later: (ms, run) => {
      const wait = { ms, run };
      waits.push(wait);
      return () => void waits.splice(waits.indexOf(wait), 1);
    },
  });
  const hung: string[] = [];
  const givenUp: PanelId[] = [];
  const batch = (...names: string[]): Batch => ({
    files: names.map((name) => ({ file: file(name), panel: panel(`p-${name}`) })),
    hang: (id, take) => {
      if (id === 'p-gone') return 'Its panel was deleted.';
      hung.push(`${id} ${take.id}`);
      return null;
    },
    giveUp: (id) => void givenUp.push(id),
  });
  const answer = async (name: string, what: Sent | 'taken') => {
    const it = sending.get(name)!;
    it.answer(what === 'taken' ? { kind: 'taken', take: takeOf(it.take) } : what);
    await Promise.resolve().then(() => undefined);
  };
  const pass = () => {
    for (const { run } of waits.splice(0)) run();
  };
  const states = () => [...uploads.get().shown.values()].map(({ name, state }) => `${name} ${state}`);
  return { uploads, sending, waits, sent, hung, givenUp, batch, answer, pass, states };
}

function takeOf(id: TakeId): Take {
  const made = { width: 9, height: 9, source: 'uploaded', provider: 'uploaded', at: 1 } as const;
  return { id, asset: 'a' as AssetHash, ...made, by: 'u' as UserId };
}

test('two are on the wire at a time, in the order of the files, and each hangs where it belongs', async () => {
  const { uploads, sent, hung, batch, answer } = setUp();
  uploads.add(batch('a', 'b', 'c'));
  expect(sent).toEqual(['a t0', 'b t1']);
  await answer('b', 'taken');
  expect(sent).toEqual(['a t0', 'b t1', 'c t2']);
  await answer('a', 'taken');
  await answer('c', 'taken');
  expect(hung).toEqual(['p-b t1', 'p-a t0', 'p-c t2']);
  expect(uploads.busy).toBe(false);
});

test('a bar shows what takes longer than a moment, and how far it is', () => {
  const { uploads, batch, sending, pass, states, waits } = setUp();
  uploads.add(batch('a', 'b', 'c'));
  expect([states(), waits[0]?.ms]).toEqual([[], 300]);
  pass();
  sending.get('a')!.onSent(0.4);
  sending.get('b')!.onSent(1);
  expect(states()).toEqual(['a sending', 'b reading', 'c waiting']);
  expect(uploads.get().shown.get(panel('p-a'))?.sent).toBe(0.4);
});

test('one bad file among three is named with its reason, and the others arrive', async () => {
  const { uploads, batch, answer, hung, givenUp } = setUp();
  uploads.add(batch('a', 'bad', 'c'), ['d.png: It is empty.']);
  await answer('bad', { kind: 'refused', message: 'bad: It is damaged.' });
  await answer('a', 'taken');
  await answer('c', 'taken');
  expect(hung).toHaveLength(2);
  expect(givenUp).toEqual(['p-bad']);
  expect(uploads.get()).toMatchObject({ refusals: ['d.png: It is empty.', 'bad: It is damaged.'], ofFiles: 4 });
  uploads.dismiss();
  expect(uploads.get()).toMatchObject({ refusals: [], ofFiles: 0 });
});

test('what was lost on the way is sent again as the same take, later each time, while others go on', async () => {
  const { uploads, batch, answer, sent, states, waits, pass, hung } = setUp();
  uploads.add(batch('a', 'b', 'c'));
  await answer('a', { kind: 'unreached' });
  expect(states()).toEqual(['a away']);
  expect(sent).toEqual(['a t0', 'b t1', 'c t2']);
  await answer('b', 'taken');
  expect(waits.map(({ ms }) => ms)).toEqual([300, 1000]);
  pass();
  expect(sent.at(-1)).toBe('a t0');
  await answer('a', { kind: 'unreached' });
  expect(waits.map(({ ms }) => ms)).toEqual([2000]);
  pass();
  await answer('a', 'taken');
  expect(hung).toContain('p-a t0');
});

test('one that is called off is not sent again and hangs nowhere, whatever comes', async () => {
  const { uploads, batch, answer, sent, pass, hung, givenUp } = setUp();
  uploads.add(batch('a', 'b', 'c'));
  uploads.cancel('t0' as TakeId);
  uploads.cancel('t2' as TakeId);
  await answer('a', 'taken');
  pass();
  await answer('b', 'taken');
  expect([sent, hung, givenUp]).toEqual([['a t0', 'b t1', 'c t2'], ['p-b t1'], ['p-a', 'p-c']]);
  expect(uploads.busy).toBe(false);
});

test('a batch that is taken back stops whole; another one goes on', async () => {
  const { uploads, batch, answer, hung } = setUp();
  const [one, two] = [batch('a', 'b'), batch('c')];
  uploads.add(one);
  uploads.add(two);
  uploads.cancelBatches((each) => each === one);
  await answer('c', 'taken');
  expect(hung).toEqual(['p-c t2']);
});

test('a picture whose panel is gone says so', async () => {
  const { uploads, batch, answer } = setUp();
  uploads.add(batch('gone'));
  await answer('gone', 'taken');
  expect(uploads.get().refusals).toEqual(['gone: Its panel was deleted.']);
});
