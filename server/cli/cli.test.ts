import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { run, type Machine } from './run.ts';
import { CliError } from './usage.ts';

const SCRIPT = `Title: The Tide Table

INT. BAR - DAY #12#

Rain. [[note]] It rains.

BOB
(low)
Yes.

EVE ^
No.

CUT TO:
`;

/** A machine whose files are in memory. */
function inMemory(files: Record<string, string | Uint8Array> = {}) {
  const written = new Map<string, Uint8Array>();
  let out = '';
  const errors: string[] = [];
  const machine: Machine = {
    read: (file) => {
      const found = files[file];
      if (found === undefined) return Promise.reject(new CliError('no such file.'));
      return Promise.resolve(typeof found === 'string' ? new TextEncoder().encode(found) : found);
    },
    withFolder: () => Promise.reject(new CliError('no such file.')),
    write: (file, bytes) => {
      written.set(file, bytes);
      return Promise.resolve();
    },
    print: (text) => void (out += text),
    complain: (line) => void errors.push(line),
    changedAt: () => Promise.resolve(new Date(0)),
    version: '1.2.3',
  };
  const text = (file: string) => new TextDecoder().decode(written.get(file));
  return { machine, errors, text, written, out: () => out, run: (...words: string[]) => run(words, machine) };
}

describe('convert', () => {
  test('reads and writes every format by its extension', async () => {
    const cli = inMemory({ 'a.fountain': SCRIPT });
    expect(await cli.run('convert', 'a.fountain', 'a.json')).toBe(0);
    expect(JSON.parse(cli.text('a.json'))).toEqual({
      titlePage: { Title: ['The Tide Table'] },
      elements: [
        { type: 'scene_heading', text: 'INT. BAR - DAY', number: '12' },
        { type: 'action', text: 'Rain. [[note]] It rains.' },
        { type: 'character', text: 'BOB' },
        { type: 'parenthetical', text: '(low)' },
        { type: 'dialogue', text: 'Yes.' },
        { type: 'character', text: 'EVE', dual: true },
        { type: 'dialogue', text: 'No.' },
        { type: 'transition', text: 'CUT TO:' },
      ],
    });
    const back = inMemory({ 'a.json': cli.text('a.json') });
    expect(await back.run('convert', 'a.json', 'b.fountain')).toBe(0);
    expect(back.text('b.fountain')).toBe(SCRIPT);
    expect(await back.run('convert', 'a.json', 'b.fdx')).toBe(0);
    const final = inMemory({ 'b.fdx': back.text('b.fdx') });
    expect(await final.run('convert', '--strict', 'b.fdx', 'c.json')).toBe(0);
    const types = (JSON.parse(final.text('c.json')) as { elements: { type: string }[] }).elements.map(
      ({ type }) => type,
    );
    expect(types).toContain('scene_heading');
    expect(await final.run('convert', 'b.fdx', 'c.pdf')).toBe(0);
    expect(final.text('c.pdf').startsWith('%PDF-1.7')).toBe(true);
    expect([...cli.errors, ...back.errors, ...final.errors]).toEqual([]);
  });

  test("'-' is the standard input and output, with --from and --to", async () => {
    const cli = inMemory({ '-': SCRIPT });
    expect(await cli.run('convert', '--from', 'fountain', '--to', 'json', '-', '-')).toBe(0);
    expect(cli.text('-')).toContain('"scene_heading"');
    expect(await cli.run('convert', '-', 'a.json')).toBe(1);
    expect(await cli.run('convert', '--from', 'fountain', '-', '-')).toBe(1);
    expect(cli.errors).toEqual([
      "beatboard: '-' has no extension: say --from FORMAT.",
      "beatboard: '-' has no extension: say --to FORMAT.",
    ]);
  });

  test('what is odd is told with file and line; --strict then writes nothing', async () => {
    const cli = inMemory({ 'a.fountain': 'INT. BAR - DAY\n\nA /* never closed\n' });
    expect(await cli.run('convert', 'a.fountain', 'a.fdx')).toBe(0);
    expect(cli.errors).toEqual([expect.stringMatching(/^a\.fountain:3: .+/)]);
    expect(await cli.run('convert', '--strict', 'a.fountain', 'b.fdx')).toBe(1);
    expect([...cli.written.keys()]).toEqual(['a.fdx']);
  });

  test('letters that no typeface has are told, and --strict minds them', async () => {
    const cli = inMemory({ 'a.fountain': 'The sign says 海.\n' });
    expect(await cli.run('convert', 'a.fountain', 'a.pdf')).toBe(0);
    expect(cli.errors).toEqual(['a.fountain: No typeface here has these letters; they stand as boxes: 海']);
    expect(await cli.run('convert', '--strict', 'a.fountain', 'b.pdf')).toBe(1);
    expect(cli.written.has('b.pdf')).toBe(false);
  });

  test('a file that could be read in part alone is written nowhere', { timeout: 30_000 }, async () => {
    const cli = inMemory({ 'a.fountain': 'A\n\n'.repeat(200_002) });
    expect(await cli.run('convert', 'a.fountain', 'a.json')).toBe(1);
    expect(cli.errors).toEqual([expect.stringMatching(/^a\.fountain:400002: .+200,000 paragraphs/)]);
    expect(cli.written.size).toBe(0);
  });

  test.each([
    [['convert', 'a.fountain'], 'beatboard: convert takes INPUT and OUTPUT.'],
    [['convert', 'none.fountain', 'b.fdx'], 'none.fountain: no such file.'],
    [['convert', 'a.doc', 'b.fdx'], 'beatboard: a.doc: the extension tells no format.'],
    [['verify'], 'beatboard: verify takes PROJECT_FOLDER.'],
    [['verify', 'none'], 'none: no such file.'],
    [['convert', 'a.pdf', 'b.fdx'], 'beatboard: a PDF cannot be read, only written.'],
    [['convert', '--paper', 'a5', 'a.fountain', 'b.fdx'], "beatboard: --paper takes letter, a4, not 'a5'."],
    [['convert', '--loud', 'a.fountain', 'b.fdx'], "beatboard: Unknown option '--loud'"],
    [['convert', 'bytes.fountain', 'b.fdx'], 'bytes.fountain: not a text file.'],
    [['convert', 'bad.json', 'b.fdx'], 'bad.json:1: "scene" is no type of element.'],
    [['convert', 'broken.fdx', 'b.json'], 'broken.fdx:'],
    [['print', 'a.fountain'], "beatboard: no command 'print'."],
    [[], 'beatboard: no command.'],
  ])('%j is refused with a reason and exit status 1', async (words, reason) => {
    const files = {
      ...{ 'a.fountain': SCRIPT, 'bytes.fountain': new Uint8Array([0x89, 0x50, 0x4e, 0x47]), 'broken.fdx': '<html/>' },
      'bad.json': '{"elements":[{"type":"scene","text":""}]}',
    };
    const cli = inMemory(files);
    expect(await cli.run(...words)).toBe(1);
    expect(cli.errors[0]?.slice(0, reason.length)).toBe(reason);
    expect(cli.written.size).toBe(0);
  });
});

test('a script of more pages than a PDF may have is refused with their number, and other formats take it', async () => {
  const long = inMemory({ 'long.fountain': 'Rain.\n\n'.repeat(30_000) });
  expect(await run(['convert', 'long.fountain', 'long.pdf'], long.machine)).toBe(1);
  expect(long.errors).toEqual([expect.stringMatching(/^long\.pdf: This is 11\d\d pages; a PDF may have 1000\./)]);
  expect(await run(['convert', 'long.fountain', 'long.json'], long.machine)).toBe(0);
  expect([...long.written.keys()]).toEqual(['long.json']);
});

describe('scenes', () => {
  test('lists number, heading, page, eighths and seconds', async () => {
    const cli = inMemory({
      'a.fountain': `${SCRIPT}\n.the yard\n\n${'Rain falls. '.repeat(400)}\n\nEXT. SEA\n\nWaves.\n`,
    });
    expect(await cli.run('scenes', 'a.fountain')).toBe(0);
    expect(JSON.parse(cli.out())).toEqual([
      { number: '12', heading: 'INT. BAR - DAY', page: 1, eighths: 2, seconds: 15 },
      { number: '2', heading: 'THE YARD', page: 1, eighths: 13, seconds: 97.5 },
      { number: '3', heading: 'EXT. SEA', page: 2, eighths: 1, seconds: 7.5 },
    ]);
  });

  test('--timing and --paper', async () => {
    const cli = inMemory({ 'a.fountain': `INT. BAR\n\n${'x'.repeat(1342)}\n` });
    expect(await cli.run('scenes', '--timing', 'characters', '--paper', 'a4', 'a.fountain')).toBe(0);
    expect(JSON.parse(cli.out())).toMatchObject([{ eighths: 4, seconds: 60 }]);
  });
});

test('--help is a page for each command, and --version the version', async () => {
  const cli = inMemory();
  for (const words of [['--help'], ['convert', '--help'], ['scenes', '-h'], ['verify', '-h'], ['--version']]) {
    expect(await cli.run(...words)).toBe(0);
  }
  expect(cli.out()).toMatch(
    /^Usage: beatboard[^]*beatboard convert -[^]*SYNOPSIS[^]*beatboard scenes -[^]*beatboard verify -[^]*1\.2\.3\n$/,
  );
  expect(
    cli
      .out()
      .split('\n')
      .filter((line) => line.length > 80),
  ).toEqual([]);
});

test('the command itself runs, and says on the standard error what went wrong', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'beatboard-cli-'));
  const command = join(import.meta.dirname, '../../bin/beatboard.mjs');
  const call = (...words: string[]) => promisify(execFile)(process.execPath, [command, ...words], { cwd: folder });
  await writeFile(join(folder, 'a.fountain'), SCRIPT);
  await call('convert', 'a.fountain', 'a.json');
  expect(JSON.parse(await readFile(join(folder, 'a.json'), 'utf8'))).toHaveProperty('elements');
  await expect(call('convert', 'b.fountain', 'b.json')).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: 'b.fountain: no such file.\n',
  });
  await rm(folder, { recursive: true });
});
