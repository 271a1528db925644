import { describe, expect, test } from 'vitest';
import { checkFolder } from './check-folder.ts';
import { hashOfRecord, sha256 } from './chain.ts';

interface Entry {
  hash: string;
  record: Record<string, unknown>;
}
interface Chain {
  project: string;
  records: Entry[];
}

const TAKES = [
  { panel: 'p1', take: 't1', file: 'pictures/001/001A.png', source: 'previz' },
  { panel: 'p1', take: 't2', file: 'pictures/001/001A take 2.png', source: 'generated' },
  { panel: 'p2', take: 't3', file: 'pictures/001/001B.png', source: 'uploaded' },
  { panel: 'p3', take: 't4', file: 'pictures/002/002A.png', source: 'generated' },
] as const;
const KINDS = { previz: 'algorithmicMedia', generated: 'trainedAlgorithmicMedia' } as const;

const bytesOf = (text: string) => new TextEncoder().encode(text);

function chained(records: readonly Record<string, unknown>[]): Entry[] {
  let previous: string | null = null;
  return records.map((fields) => {
    const record: Record<string, unknown> = { ...fields, previous };
    previous = hashOfRecord(record);
    return { hash: previous, record };
  });
}

interface FilmTake {
  id: string;
  asset: string;
  source: string;
  picture: string | null;
}

/** Three panels with four pictures, each with its record, as an export writes them. */
function film() {
  const records = chained(
    TAKES.map(({ take, panel, file, source }, at) => {
      const how = source === 'uploaded' ? { source } : { digitalSourceType: KINDS[source] };
      return { take, panel, ...how, output: sha256(bytesOf(file)), at: 1000 + at };
    }),
  );
  const panels = ['p1', 'p2', 'p3'].map((id) => ({
    id,
    takes: TAKES.filter(({ panel }) => panel === id).map(({ take, file, source }, at): FilmTake & object => ({
      ...{ id: take, asset: sha256(bytesOf(file)), width: 4, height: 3, source, provider: '', at: 1000 + at, by: 'u' },
      picture: file,
    })),
  }));
  const chains: Chain[] = [{ project: 'film', records }];
  const files = new Map<string, Uint8Array>(TAKES.map(({ file }) => [file, bytesOf(file)]));
  return { records, panels, chains, files };
}
type Film = ReturnType<typeof film>;

function checked({ panels, chains, files }: Film, provenance?: Uint8Array | null) {
  const project = {
    ...{ format: 'beatboard-project', version: 1, title: 'Ebb', titlePage: [], settings: {}, script: [], panels },
    ...{ shots: [], cast: [], locations: [] },
  };
  const all = new Map(files).set('project.json', bytesOf(JSON.stringify(project)));
  const said = bytesOf(JSON.stringify({ format: 'beatboard-provenance', version: 1, chains }));
  if (provenance !== null) all.set('provenance.json', provenance ?? said);
  return checkFolder({ names: new Set(all.keys()), read: (name) => Promise.resolve(all.get(name) ?? null) });
}

/** The same film after an import elsewhere: a second chain, which names the first. */
function imported(fields: Record<string, unknown> = {}): Film {
  const made = film();
  const link = {
    take: 'i',
    panel: '',
    source: 'imported',
    head: made.records[3]?.hash,
    records: 4,
    held: true,
    output: 'f',
  };
  const records = chained([{ ...link, at: Date.UTC(2026, 10, 26), ...fields }]);
  return { ...made, chains: [...made.chains, { project: 'other', records }] };
}

test('an untouched folder holds, and says how much was checked', async () => {
  const made = film();
  expect(await checked(made)).toEqual({
    ...{ breaks: [], gaps: [], records: 4, pictures: 4, suggestions: 0, head: made.records[3]?.hash },
  });
  expect(await checked(imported())).toMatchObject({ breaks: [], gaps: [], records: 5, pictures: 4 });
});

describe('the first break is named', () => {
  const cases: [string, (made: Film) => void, RegExp][] = [
    [
      'a byte of a picture',
      ({ files }) => files.set('pictures/001/001A take 2.png', bytesOf('pictures/001/001A take 3.png')),
      /^panel 001A, take 2 \(pictures\/001\/001A take 2\.png\): the picture was changed/,
    ],
    [
      'a picture that is away',
      ({ files }) => files.delete('pictures/001/001B.png'),
      /^panel 001B \(.+\): the picture is not in the folder/,
    ],
    [
      'a record changed',
      ({ records }) => void (records[1]!.record['model'] = 'another'),
      /^provenance\.json, record 2 \(panel 001A, take 2\): the record was changed/,
    ],
    [
      'a record changed with its hash',
      ({ records }) => {
        records[1]!.record['model'] = 'another';
        records[1]!.hash = hashOfRecord(records[1]!.record);
      },
      /^provenance\.json, record 3 \(panel 001B\): it follows a record that is not there: .+ changed/,
    ],
    [
      'a record taken out',
      ({ records }) => void records.splice(1, 1),
      /^provenance\.json, record 2 \(panel 001B\): it follows a record that is not there: .+ taken out/,
    ],
    [
      'the first record taken out',
      ({ records }) => void records.shift(),
      /^provenance\.json, record 1 \(panel 001A, take 2\): it follows a record that is not there/,
    ],
    ['the last record taken out', ({ records }) => void records.pop(), /^panel 002A \(.+\): no record tells how/],
    [
      'records put in another order',
      ({ records }) => void records.splice(1, 2, records[2]!, records[1]!),
      /^provenance\.json, record 2 \(panel 001B\): it stands before record 3, which it follows/,
    ],
    [
      'a record put in that follows none',
      ({ records }) => void records.splice(2, 0, ...chained([{ take: 'x', panel: 'y', output: 'z' }])),
      /^provenance\.json, record 3 \(take x of panel y, which is not on the boards\): it was put in/,
    ],
    [
      'a record put in that follows the one before',
      ({ records }) => {
        const record = { take: 'x', panel: 'y', output: 'z', previous: records[1]!.hash };
        records.splice(2, 0, { hash: hashOfRecord(record), record });
      },
      /^provenance\.json, record 3 \(take x of panel y.+\): it was put in: record 4 \(panel 001B\)/,
    ],
    [
      'a picture put in',
      ({ panels }) => void panels[1]!.takes.push({ ...panels[1]!.takes[0]!, id: 't9' }),
      /^panel 001B, take 2 \(.+\): no record tells how it came to be/,
    ],
    [
      'another picture named',
      ({ panels }) => void (panels[1]!.takes[0]!.asset = 'a'.repeat(64)),
      /^panel 001B \(.+\): project\.json names another picture than its record/,
    ],
    [
      'a model’s picture said to be brought',
      ({ panels }) => void (panels[2]!.takes[0]!.source = 'uploaded'),
      /^panel 002A \(.+\): project\.json says that it is brought by somebody; its record says made by a picture model/,
    ],
  ];
  test.each(cases)('%s', async (_what, change, words) => {
    const made = film();
    change(made);
    const { breaks } = await checked(made);
    expect(breaks[0]).toMatch(words);
    // The same in what a project came with, after its import.
    const later = imported();
    change({ ...later, records: later.chains[0]!.records });
    const all = (await checked(later)).breaks.map((line) => line.replace('.json, chain 1,', '.json,'));
    expect(all).toContainEqual(expect.stringMatching(words));
  });

  test('no records at all', async () => {
    expect((await checked(film(), null)).breaks[0]).toBe('provenance.json is not in the folder.');
    expect((await checked(film(), bytesOf('{"chains":'))).breaks[0]).toMatch(/cut off or changed/);
  });

  test('the records of before an import, taken out or other ones', async () => {
    const without = imported();
    const { breaks } = await checked({ ...without, chains: without.chains.slice(1) });
    expect(breaks[0]).toBe(
      'provenance.json: The import of 2026-11-26 brought 4 records; in the folder are none of them. ' +
        'What came after it is checked all the same.',
    );
    expect((await checked(imported({ head: 'f'.repeat(64) }))).breaks[0]).toMatch(
      /^provenance\.json, chain 2: The import/,
    );
  });
});

test('what models proposed is held against its own record, and a part without one is a gap', async () => {
  const record = { suggestion: 's1', use: 'alt', outputs: [sha256('A lamp.')] };
  const suggestions = [{ hash: hashOfRecord(record), record }];
  const made = film();
  const said = (all: readonly unknown[]) =>
    bytesOf(JSON.stringify({ format: 'beatboard-provenance', version: 1, chains: made.chains, suggestions: all }));
  Object.assign(made.panels[0]!, { 's:alt': 's1' });
  expect(await checked(made, said(suggestions))).toMatchObject({ breaks: [], gaps: [], suggestions: 1 });
  const changed = [{ ...suggestions[0], record: { ...record, outputs: [] } }];
  expect((await checked(made, said(changed))).breaks).toEqual([
    'provenance.json, suggestion 1: the record was changed.',
  ]);
  const bare = await checked(made);
  expect(bare).toMatchObject({ breaks: [], suggestions: 0 });
  expect(bare.gaps).toEqual([expect.stringMatching(/^Of 1 panel a part was proposed by a model/)]);
});

test('what the folder lacks to be checked is said, and is no break', async () => {
  const without = imported({ records: 0, head: null });
  const bare = await checked({ ...without, chains: without.chains.slice(1) });
  expect(bare).toMatchObject({ breaks: [], records: 1, pictures: 0 });
  expect(bare.gaps).toEqual([
    'The project was imported on 2026-11-26 without any record of its pictures.',
    'panel 001A, take 1, panel 001A, take 2, panel 001B, panel 002A: nothing in the folder shows how they came to be.',
  ]);
  const away = film();
  away.panels[2]!.takes[0]!.picture = null;
  away.files.set('pictures/002/.DS_Store', bytesOf('x'));
  const { breaks, gaps, pictures } = await checked(away);
  expect({ breaks, pictures }).toEqual({ breaks: [], pictures: 3 });
  expect(gaps).toEqual([
    'panel p3: the pictures are not in the folder, so that their bytes can’t be checked.',
    'pictures/002/002A.png: belongs to no panel, and nothing vouches for it.',
  ]);
});

test('what is no folder of a project is refused', async () => {
  const files = { names: new Set<string>(), read: () => Promise.resolve(null) };
  await expect(checkFolder(files)).rejects.toThrow('it is no open folder of a project');
});
