import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { TextFailed, costOf, type TextKind, type TextModel, type TextQuestion } from '#server/generation/index.ts';
import type { FakeProvider, Mood } from '#tests/mocks/fake-api.ts';
import type { FakeTextOptions } from '#tests/mocks/fake-text.ts';

export interface WriterCase {
  readonly kind: TextKind;
  readonly model: TextModel;
  readonly start: (options: FakeTextOptions) => Promise<FakeProvider>;
  /** As the API names the model that answered. */
  readonly version: string;
  /** What the request has of the schema. */
  readonly schema: 'sent' | 'none';
}

const KEY = 'sk-canary-text-4711';
const LINE = 'The lighthouse keeper burns the letters.';
const reads = z.object({ words: z.string().max(40) });

/** What everybody who writes promises, whatever their API is like. */
export function textWriterContract(title: string, given: WriterCase): void {
  const { kind, model } = given;
  const open: (() => void)[] = [];
  afterEach(() => {
    for (const close of open.splice(0)) close();
  });
  const tools = (host: string) => ({ clock: { now: () => 1_000 }, allowedHosts: [host] });

  const start = async (mood: Mood = 'fine', writes = () => '{"words": "A lamp goes out."}') => {
    const fake = await given.start({ key: KEY, writes });
    open.push(() => fake.close());
    fake.mood = mood;
    const connect = (key: string, hosts = fake.address.host) =>
      kind.create({ key, baseUrl: fake.address.href, model }, tools(hosts));
    return { fake, connect, writer: connect(KEY) };
  };
  const ask = (more: Partial<TextQuestion<{ words: string }>> = {}): TextQuestion<{ words: string }> => ({
    ...{ task: 'Say it in a few words, as JSON.', material: LINE, reads, maxTokens: 500 },
    ...{ signal: new AbortController().signal, ...more },
  });
  const failureIn = async (mood: Mood, writes?: () => string): Promise<TextFailed> => {
    const { writer } = await start(mood, writes);
    return failureOf(writer.ask(ask()));
  };

  describe(title, () => {
    test('an answer comes back with what its record has to tell, and the lines arrived', async () => {
      const { fake, writer } = await start();
      const answer = await writer.ask(ask());
      expect(answer).toEqual({
        ...{ value: { words: 'A lamp goes out.' }, tokens: { input: 1000, output: 200 } },
        model: { id: model.id, version: given.version },
        requestId: expect.stringMatching(/^(chatcmpl-1|msg_1|resp-1)$/) as string,
      });
      expect(costOf(model, answer.tokens)).toBeCloseTo(0.0006);
      expect(fake.orders.map(({ prompt }) => prompt)).toEqual([expect.stringContaining(LINE)]);
      expect(JSON.stringify(fake.orders[0]?.fields).includes('"required":["words"]')).toBe(given.schema === 'sent');
    });

    test('an answer behind a sentence and between fences is read all the same', async () => {
      if (given.schema === 'sent') return;
      const { writer } = await start('fine', () => 'Here you are:\n```json\n{"words": "A lamp."}\n```');
      expect((await writer.ask(ask())).value).toEqual({ words: 'A lamp.' });
    });

    test('a key that is refused is told as one', async () => {
      const { connect } = await start();
      const failure = await failureOf(connect('sk-other-key').ask(ask()));
      expect(failure).toMatchObject({ kind: 'key' });
      expect(failure.message).toMatch(/did not accept the workspace’s key.*an owner can give a new one/);
    });

    test('being asked too much is told with when to ask again', async () => {
      const failure = await failureIn('rate_limited');
      expect(failure).toMatchObject({ kind: 'rate_limited' });
      expect(failure.message).toContain('try again in 7 seconds');
    });

    test('no credit, and trouble over there, are told as such', async () => {
      expect(await failureIn('no_credit')).toMatchObject({ kind: 'quota' });
      expect(await failureIn('in_trouble')).toMatchObject({ kind: 'provider' });
    });

    test('what is against its rules is told as a refusal', async () => {
      const failure = await failureIn('moderated');
      expect(failure).toMatchObject({ kind: 'moderated' });
      expect(failure.message).toContain('against its rules');
    });

    test('half an answer, prose, and what is not as was asked are not taken', async () => {
      expect((await failureIn('broken_json')).message).toContain('not understood');
      for (const failure of [
        await failureIn('wrong_type'),
        await failureIn('fine', () => '{"other": 1}'),
        await failureIn('fine', () => JSON.stringify({ words: 'x'.repeat(60) })),
      ]) {
        expect(failure.message).toContain('not understood');
        // It is on the bill all the same.
        expect(failure.tokens).toEqual({ input: 1000, output: 200 });
      }
    });

    test('one that takes too long is given up, and one that nobody waits for any more is hung up on', async () => {
      const { fake, writer } = await start('busy');
      expect(await failureOf(writer.ask(ask({ timeoutMs: 200 })))).toMatchObject({ kind: 'timeout' });
      const stop = new AbortController();
      const waiting = writer.ask(ask({ signal: stop.signal }));
      await fake.until(() => fake.orders.length === 2);
      stop.abort(new Error('nobody waits'));
      await expect(waiting).rejects.toThrow('nobody waits');
      await fake.until(() => fake.cancelled.length === 2);
    });

    test('an answer without end is cut off', async () => {
      expect((await failureIn('huge')).message).toContain('more than an answer can be');
    });

    test('a server that is not there, and one that nobody allowed, are told with their place', async () => {
      const { fake, connect } = await start();
      const { host } = fake.address;
      expect((await failureOf(connect(KEY, 'elsewhere:1').ask(ask()))).message).toContain('may not speak to');
      expect(fake.orders).toEqual([]);
      fake.close();
      expect((await failureOf(connect(KEY).ask(ask()))).message).toContain(`could not be reached at ${host}`);
    });
  });
}

/** Which holds neither the key nor a line of the script, however deep one looks. */
async function failureOf(asked: Promise<unknown>): Promise<TextFailed> {
  const failure = await asked.then(
    (answer) => expect.fail(inspect(answer)),
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(TextFailed);
  const whole = inspect(failure, { depth: 9, showHidden: true });
  expect(whole).not.toContain('canary');
  expect(whole).not.toContain('lighthouse');
  return failure as TextFailed;
}
