import { expect, test } from 'vitest';
import { z } from 'zod';
import { isAppError } from '#shared/protocol/index.ts';
import { id, idParam, linesOf, parseForm, readForm, words } from './input.ts';

const schema = z.object({ name: words('A name', 10), project: id() });

function form(entries: Record<string, string>): FormData {
  const data = new FormData();
  for (const [key, value] of Object.entries(entries)) data.set(key, value);
  return data;
}

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

test('a form that fits comes back checked and trimmed', () => {
  expect(parseForm(schema, form({ name: ' Ana ', project: 'abcdefgh01234567' }))).toEqual({
    name: 'Ana',
    project: 'abcdefgh01234567',
  });
});

test('a form of very many fields is read in the time that one pass takes', () => {
  const data = form({ name: 'Ana', project: 'abcdefgh01234567' });
  for (let i = 0; i < 30_000; i++) data.append(`field ${String(i)}`, '');
  let passes = 0;
  const [getAll, entries] = [data.getAll.bind(data), data.entries.bind(data)];
  data.getAll = (key) => (passes++, getAll(key));
  data[Symbol.iterator] = () => (passes++, entries());
  expect(parseForm(schema, data)).toEqual({ name: 'Ana', project: 'abcdefgh01234567' });
  expect(passes).toBe(1);
});

test('each wrong field has its own message', () => {
  const error = thrownBy(() => parseForm(schema, form({ project: '../../etc' })));
  expect(isAppError(error) && error.details.fields).toEqual({
    name: 'A name is missing.',
    project: 'This is not an id.',
  });
});

test('one wrong field speaks for the whole form', () => {
  const error = thrownBy(() => parseForm(schema, form({ name: 'x'.repeat(11), project: 'abcdefgh01234567' })));
  expect(isAppError(error) && error.message).toBe('A name has at most 10 characters.');
});

test('an address that can be no id is answered as not found', () => {
  const error = thrownBy(() => idParam('%00'));
  expect(isAppError(error) && error.code).toBe('not_found');
});

test('a body that is no form is refused with words', async () => {
  const request = new Request('http://localhost/', {
    method: 'POST',
    body: 'half',
    headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
  });
  const error = await readForm(request).catch((thrown: unknown) => thrown);
  expect(isAppError(error) && error.code).toBe('bad_request');
});

test('lines of a field are values by their names; one too many, or one that is none, is refused', () => {
  const field = z.object({ copies: linesOf(['from', 'to'], z.object({ from: id(), to: id() }), 2) });
  const [a, b] = ['abcdefgh01234567', 'abcdefgh01234568'];
  const read = (copies: string) => parseForm(field, form({ copies })).copies;
  expect(read(`${a} ${b}\n${b} ${a}`)).toEqual([
    { from: a, to: b },
    { from: b, to: a },
  ]);
  expect(read(`${a} ${b}\r\n${b} ${a}`)).toEqual(read(`${a} ${b}\n${b} ${a}`));
  for (const copies of ['', a, `${a} x`, `${a} ${b}\n`, Array(3).fill(`${a} ${b}`).join('\n')])
    expect(
      thrownBy(() => read(copies)),
      copies,
    ).toSatisfy(isAppError);
});
