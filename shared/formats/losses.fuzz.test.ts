import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ELEMENT_TYPES, isCapitalised, type Screenplay, type ScriptParagraph } from '#shared/screenplay/index.ts';
import { SCRIPT_FORMATS, lossesIn, readScript, writeScript, type ScriptFormat } from './index.ts';

const seed = 20261126;

const word = fc.constantFrom('The', 'old', 'door', 'ZOË', 'INT.', 'TO:', '(beat)', 'a/b', '-', '🎬', '23', '[[why]]');
const line = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const text = fc.oneof(
  { weight: 12, arbitrary: line },
  { weight: 3, arbitrary: fc.array(line, { minLength: 2, maxLength: 3 }).map((lines) => lines.join('\n')) },
  { weight: 1, arbitrary: fc.constantFrom('', ' ', 'a\u0007b') },
);
const rarely = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 6, nil: undefined });
const STYLES = ['bold', 'italic', 'underline', 'strikeout', 'all_caps'] as const;

const paragraph: fc.Arbitrary<ScriptParagraph> = fc
  .record({
    type: fc.constantFrom(...ELEMENT_TYPES),
    words: text,
    span: rarely(fc.constantFrom(...STYLES)),
    number: rarely(fc.constantFrom('1', '12A', '1/2')),
    dual: rarely(fc.constant(true as const)),
    level: fc.integer({ min: 1, max: 12 }),
    style: rarely(fc.constantFrom('New Act', 'Letter')),
    layout: rarely(fc.constantFrom({ leftIndent: 3 }, { alignment: 'right' } as const)),
    scene: rarely(fc.constantFrom({ colour: '#FF0000' }, { title: 'Bar' }, { omitted: [] })),
    revision: rarely(fc.constant('2')),
  })
  .map(({ type, words, span, number, dual, level, style, layout, scene, revision }) => {
    const said = type === 'page_break' ? '' : words;
    const to = /^[^\n([]*/.exec(said)?.[0].trimEnd().length ?? 0;
    const isScene = type === 'scene_heading';
    return {
      ...{ type, text: said },
      ...(span && to > 0 && { styles: [{ from: 0, to, style: span }] }),
      ...(revision !== undefined && to > 0 && { runs: [{ from: 0, to, revision }] }),
      ...(isScene && number !== undefined && { number }),
      ...(isScene && scene),
      ...(type === 'character' && dual && { dual }),
      ...(type === 'section' && { level }),
      ...(type === 'general' && style !== undefined && { style }),
      ...(type !== 'page_break' && type !== 'note' && type !== 'centered' && layout && { layout }),
    };
  });
const titlePage = fc.dictionary(
  fc.constantFrom('Title', 'Author', 'Contact', 'Draft date', 'Notes', 'What is said in six words', 'INT. X', '1st'),
  fc.array(fc.constantFrom('One', 'Two words', '', 'a:b'), { maxLength: 3 }),
  { maxKeys: 3, noNullPrototype: true },
);
const script: fc.Arbitrary<Screenplay> = fc.record({
  titlePage,
  elements: fc.array(paragraph, { maxLength: 6, size: 'max' }),
});

type Seen = Readonly<Record<string, unknown>>;

/** What people see of a script, feature by feature. White space at the ends of lines is nothing that anybody sees. */
function seenOf({ titlePage: fields, elements }: Screenplay): Seen {
  const lines = joined(elements.filter(({ type, text: words }) => type === 'page_break' || words.trim() !== ''));
  const all = (pick: (line: ScriptParagraph) => unknown) => lines.map((each) => pick(each) ?? null);
  const styled = (...wanted: readonly string[]) =>
    all(({ text: words, styles = [] }) =>
      styles
        .filter(({ style }) => wanted.includes(style))
        .map(({ from, to }) => words.slice(from, to).replaceAll('\u0007', '\uFFFD').trim()),
    );
  return {
    'title page': Object.entries(fields)
      .filter(([, values]) => values.some((value) => value !== ''))
      .map(([key, values]) => `${key}: ${values.join('|')}`)
      .sort(),
    'empty paragraphs': elements.filter(({ type, text: words }) => type !== 'page_break' && words.trim() === '').length,
    types: all(({ type }) => type),
    words: all(({ text: words }) => words.replace(/\s+/g, ' ').trim()),
    'line breaks': all(({ text: words }) => words.trim().split(/\s*\n\s*/).length),
    emphasis: styled('bold', 'italic', 'underline'),
    strikeout: styled('strikeout'),
    capitals: all(({ type, styles = [] }) => !isCapitalised(type) && styles.some(({ style }) => style === 'all_caps')),
    revisions: all(({ runs = [] }) => runs.some(({ revision }) => revision !== undefined)),
    numbers: all(({ number }) => number),
    duals: all(({ dual }) => dual),
    depths: all(({ level }) => level),
    styles: all(({ style }) => style),
    places: all(({ layout }) => layout),
    scenes: all(({ colour, title }) => [colour, title]),
    omitted: all(({ omitted }) => omitted),
  };
}

/** In Final Draft a speech is its lines, however many paragraphs say them. */
function joined(elements: readonly ScriptParagraph[]): ScriptParagraph[] {
  const list: ScriptParagraph[] = [];
  for (const element of elements) {
    const last = list.at(-1);
    if (element.type !== 'dialogue' || last?.type !== 'dialogue') list.push(element);
    else {
      const by = last.text.length + 1;
      const moved = <S extends { from: number; to: number }>(span: S) => ({
        ...span,
        from: span.from + by,
        to: span.to + by,
      });
      list[list.length - 1] = {
        ...last,
        text: `${last.text}\n${element.text}`,
        styles: [...(last.styles ?? []), ...(element.styles ?? []).map(moved)],
        runs: [...(last.runs ?? []), ...(element.runs ?? []).map(moved)],
      };
    }
  }
  return list;
}

/** By what a loss says which feature it is about. */
const NAMES: Readonly<Record<string, RegExp>> = {
  'title page': /title page/,
  'empty paragraphs': /empty paragraph/,
  types: /general paragraph|shot/,
  words: /brackets|Control characters|Capitals as a style/,
  'line breaks': /Line breaks/,
  emphasis: /^Bold, italic|^Emphasis/,
  strikeout: /^Struck out|^Emphasis/,
  capitals: /^Capitals as a style|^Emphasis/,
  revisions: /^Revision marks|^Emphasis, revision/,
  numbers: /scene number/,
  duals: /dual dialogue/,
  depths: /^The depth/,
  styles: /names of the styles/,
  places: /indents/,
  scenes: /Colours and titles/,
  omitted: /omitted scene/,
};

function silentLosses(format: ScriptFormat, given: Screenplay): string[] {
  const messages = lossesIn(format, given).map(({ message }) => message);
  const [before, after] = [seenOf(given), seenOf(readScript(format, writeScript(format, given)).screenplay)];
  const lost = Object.keys(before).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return lost.filter((name) => !messages.some((message) => NAMES[name]?.test(message)));
}

test.each(SCRIPT_FORMATS)(`whatever %s loses of a script is named before (seed ${String(seed)})`, (format) => {
  fc.assert(
    fc.property(script, (given) => {
      expect(silentLosses(format, given)).toEqual([]);
    }),
    { seed, numRuns: 400 },
  );
});
