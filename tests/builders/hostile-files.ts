import { parseFountain } from '#shared/formats/fountain/index.ts';
import { writeFdx } from '#shared/formats/fdx/index.ts';

/** A file that nobody's program writes, and what is to become of it. */
export interface HostileFile {
  readonly what: string;
  readonly name: string;
  readonly bytes: () => Uint8Array;
  /** So many paragraphs are read, or it is refused in words like these. */
  readonly ends: number | RegExp;
}

const MILLION = 1_000_000;
const DEEP = 100_000;
const LONG = 20 * 1024 * 1024 - 500;

const utf8 = (text: string) => new TextEncoder().encode(text);
const fdx = (content: string, head = '') =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${head}<FinalDraft DocumentType="Script" Version="5"><Content>${content}</Content></FinalDraft>`;
const paragraph = (text: string) => `<Paragraph Type="Action"><Text>${text}</Text></Paragraph>`;
const json = (elements: string) => `{"titlePage":{},"elements":[${elements}]}`;
const SCENE = 'INT. CAFÉ - DAY\n\nZoë sits.\n\nZOË\nAlors?\n';
const SCENE_LENGTH = 4;

const SPEECH = `ZOË\nI said when the tide turns, and not before, and you heard me say it.\n\nHENRIK\n(quiet)\nYou said midnight. I have the rope.\n`;
const ACTION =
  'Rain on the black water. A lamp swings over the boats, and nobody is in them. A gull, awake, looks on.\n';
const SCENE_OF_A_PAGE = `INT. HARBOUR OFFICE - NIGHT\n\n${ACTION}\n${SPEECH}\n${ACTION}\n${SPEECH}\n`;

/** As many paragraphs and letters as are taken; beyond Latin-1, for in memory such a letter takes two bytes. */
const MOST = 29_000;
const RAIN = 'Дождь над водой, фонарь. '.repeat(5).slice(0, 115);
const REVISED = Array.from(
  { length: 3 },
  (_, i) =>
    `<Text AdornmentStyle="0" Font="Courier" RevisionID="${String(i + 1)}" Size="12" Style="${i % 2 === 0 ? 'Bold' : ''}">` +
    `${RAIN.slice(i * 38, (i + 1) * 38)}</Text>`,
).join('');
/** Few enough paragraphs, none of them too long. */
const WIDE = 'a'.repeat(800);
const WIDE_PARAGRAPHS = 25_000;

const BOMB = `<!DOCTYPE FinalDraft [<!ENTITY a "${'ha '.repeat(100)}">${Array.from(
  { length: 12 },
  (_, i) => `<!ENTITY ${'bcdefghijklm'.charAt(i)} "${`&${'abcdefghijkl'.charAt(i)};`.repeat(100)}">`,
).join('')}]>\n`;
const OUTSIDE = '<!DOCTYPE FinalDraft [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n';

export const HOSTILE_FILES: readonly HostileFile[] = [
  { what: 'entity bomb', name: 'bomb.fdx', bytes: () => utf8(fdx(paragraph('&m;'), BOMB)), ends: 1 },
  { what: 'external entity', name: 'outside.fdx', bytes: () => utf8(fdx(paragraph('&x;'), OUTSIDE)), ends: 1 },
  { what: 'DOCTYPE', name: 'doctype.fdx', bytes: () => utf8(fdx(paragraph('A'), '<!DOCTYPE FinalDraft>\n')), ends: 1 },
  {
    what: '1,000,000 elements, Fountain',
    name: 'many.fountain',
    bytes: () => utf8('A line.\n\n'.repeat(MILLION)),
    ends: /more paragraphs than a project holds/,
  },
  {
    what: '1,000,000 elements, Final Draft',
    name: 'many.fdx',
    bytes: () => utf8(fdx('<Paragraph/>'.repeat(MILLION))),
    ends: /more paragraphs than a project holds/,
  },
  {
    what: '1,000,000 other elements, Final Draft',
    name: 'other.fdx',
    bytes: () => utf8(fdx(`<Paragraph>${'<Text>a</Text>'.repeat(MILLION)}</Paragraph>`)),
    ends: /more XML elements than 1,000 pages have/,
  },
  {
    what: '1,000,000 elements, JSON',
    name: 'many.json',
    bytes: () => utf8(json(Array<string>(MILLION).fill('{"text":""}').join(','))),
    ends: /more paragraphs than a project holds/,
  },
  {
    what: '1,000,000 empty items, JSON',
    name: 'items.json',
    bytes: () => utf8(json(Array<string>(MILLION).fill('[]').join(','))),
    ends: /more paragraphs than a project holds/,
  },
  {
    what: '290,000 title fields, Fountain',
    name: 'titles.fountain',
    bytes: () => utf8(`${Array.from({ length: 290_000 }, (_, i) => `k${String(i)}: v`).join('\n')}\n\n${SCENE}`),
    ends: /title page/,
  },
  { what: '20 MB line, Fountain', name: 'line.fountain', bytes: () => utf8('a'.repeat(LONG)), ends: /Line 1 has/ },
  {
    what: '20 MB line, Final Draft',
    name: 'line.fdx',
    bytes: () => utf8(fdx(paragraph('a'.repeat(LONG)))),
    ends: /A piece of this file has/,
  },
  {
    what: '20 MB line, JSON',
    name: 'line.json',
    bytes: () => utf8(json(`{"type":"action","text":"${'a'.repeat(LONG)}"}`)),
    ends: /Paragraph 1 has/,
  },
  { what: 'NUL bytes', name: 'nul.fountain', bytes: () => utf8(SCENE.replaceAll(' ', '\0')), ends: /not a text/ },
  {
    what: 'nesting 100,000 deep, Final Draft',
    name: 'deep.fdx',
    bytes: () => utf8(fdx('<Text>'.repeat(DEEP) + '</Text>'.repeat(DEEP))),
    ends: /nested more than 100 deep/,
  },
  {
    what: 'nesting 100,000 deep, JSON',
    name: 'deep.json',
    bytes: () => utf8(json(`{"text":"A","type":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`)),
    ends: 1,
  },
  {
    what: 'nesting 100,000 deep, Fountain',
    name: 'deep.fountain',
    bytes: () => utf8('[['.repeat(DEEP)),
    ends: /Line 1 has/,
  },
  {
    what: 'nesting 5,000 deep in every way, Fountain',
    name: 'knots.fountain',
    bytes: () => utf8(`${'[[ /* *_('.repeat(500)}\n`.repeat(10)),
    ends: 1,
  },
  {
    what: 'wrong encoding: Latin-1 that says UTF-8',
    name: 'latin1.fdx',
    bytes: () => Buffer.from(fdx(paragraph('Zoë')), 'latin1'),
    ends: 1,
  },
  {
    what: 'mixed encoding: UTF-8, then Latin-1',
    name: 'mixed.fountain',
    bytes: () => Buffer.concat([Buffer.from(SCENE), Buffer.from('\nZoë goes.\n', 'latin1')]),
    ends: SCENE_LENGTH + 1,
  },
  {
    what: 'UTF-16 with a BOM',
    name: 'utf16.fountain',
    bytes: () => Buffer.from(`\uFEFF${SCENE}`, 'utf16le'),
    ends: SCENE_LENGTH,
  },
  { what: 'BOM', name: 'bom.fountain', bytes: () => utf8(`\uFEFF${SCENE}`), ends: SCENE_LENGTH },
  { what: 'BOM, Final Draft', name: 'bom.fdx', bytes: () => utf8(`\uFEFF${fdx(paragraph('A'))}`), ends: 1 },
  { what: 'CR-only lines', name: 'cr.fountain', bytes: () => utf8(SCENE.replaceAll('\n', '\r')), ends: SCENE_LENGTH },
  {
    what: 'no hostile file: 1,000 pages, Fountain',
    name: 'long.fountain',
    bytes: () => utf8(SCENE_OF_A_PAGE.repeat(1000)),
    ends: 13_000,
  },
  {
    what: 'no hostile file: 1,000 pages, Final Draft',
    name: 'long.fdx',
    bytes: () => utf8(writeFdx(parseFountain(SCENE_OF_A_PAGE.repeat(1000)).screenplay)),
    ends: 13_000,
  },
  {
    what: '20 MB in 25,000 paragraphs, Fountain',
    name: 'wide.fountain',
    bytes: () => utf8(`${WIDE}\n\n`.repeat(WIDE_PARAGRAPHS)),
    ends: /1,000 full pages/,
  },
  {
    what: '20 MB in 25,000 paragraphs, Final Draft',
    name: 'wide.fdx',
    bytes: () => utf8(fdx(`<Paragraph Type="Action"><Text>${WIDE}</Text></Paragraph>`.repeat(WIDE_PARAGRAPHS - 2000))),
    ends: /1,000 full pages/,
  },
  {
    what: '20 MB in 25,000 paragraphs, JSON',
    name: 'wide.json',
    bytes: () =>
      utf8(
        json(
          Array<string>(WIDE_PARAGRAPHS - 1000)
            .fill(`{"type":"action","text":"${WIDE}"}`)
            .join(','),
        ),
      ),
    ends: /1,000 full pages/,
  },
  {
    what: 'the largest that is taken, Fountain',
    name: 'largest.fountain',
    bytes: () => utf8(`${RAIN}\n\n`.repeat(MOST)),
    ends: MOST,
  },
  {
    what: 'the largest that is taken, Final Draft: 14 MB',
    name: 'largest.fdx',
    bytes: () => utf8(fdx(`<Paragraph Type="Action">${REVISED}</Paragraph>`.repeat(MOST))),
    ends: MOST,
  },
  {
    what: 'the largest that is taken, JSON: 20 MB',
    name: 'largest.json',
    bytes: () =>
      utf8(
        json(
          Array<string>(MOST)
            .fill(`{"type":"action","text":"${RAIN}"${' '.repeat(450)}}`)
            .join(','),
        ),
      ),
    ends: MOST,
  },
];
