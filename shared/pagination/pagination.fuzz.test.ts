import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ElementId } from '#shared/lib/ids.ts';
import type { ScriptElement } from '#shared/screenplay/index.ts';
import { A4, paginate, repaginate, sceneLengths, US_LETTER, type PageSettings } from './index.ts';
import { brokenRules } from './page-rules.contract.ts';
import { paragraph, paragraphs, scriptOf } from './script.contract.ts';

const seed = 20261126;

const ALL_ON = {
  ...US_LETTER,
  continuations: {
    ...US_LETTER.continuations,
    ...{ automaticContd: true, sceneBottom: '(CONTINUED)', sceneTop: 'CONTINUED:', sceneCounted: true },
  },
};
const SHEETS: readonly PageSettings[] = [US_LETTER, A4, { ...US_LETTER, breaksAtSentences: false }, ALL_ON];

test(`no page breaks a rule (seed ${seed})`, () => {
  fc.assert(
    fc.property(paragraphs, fc.constantFrom(...SHEETS), (script, settings) => {
      expect(brokenRules(paginate(scriptOf(script), settings))).toEqual([]);
    }),
    { seed, numRuns: 400, endOnFailure: true },
  );
});

type Edit = (elements: readonly ScriptElement[]) => ScriptElement[];

/** What typing, pasting, cutting, retyping and moving do to a script. */
const edit: fc.Arbitrary<Edit> = fc
  .record({
    kind: fc.constantFrom('insert', 'delete', 'change', 'retype', 'move', 'key'),
    at: fc.nat(1000),
    count: fc.integer({ min: 1, max: 4 }),
    added: fc.array(paragraph, { minLength: 1, maxLength: 4 }),
    id: fc.uuid(),
  })
  .map(({ kind, at, count, added, id }) => (elements) => {
    const next = [...elements];
    const index = elements.length === 0 ? 0 : at % (elements.length + (kind === 'insert' ? 1 : 0));
    const fresh = added.map((each, i) => ({ ...each, id: `${id}-${i}` as ElementId }));
    const here = next[index];
    if (kind === 'insert' || !here) next.splice(index, 0, ...fresh);
    else if (kind === 'delete') next.splice(index, count);
    else if (kind === 'move') next.push(...next.splice(index, count));
    else if (kind === 'key') next[index] = { ...here, text: `${here.text}x` };
    else if (kind === 'retype') next[index] = { ...here, type: fresh[0]?.type ?? 'action' };
    else next[index] = { ...here, ...fresh[0], id: here.id };
    return next;
  });

test(`after any edits, laying out again what changed gives what laying out everything gives (seed ${seed})`, () => {
  const edits = fc.array(edit, { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(paragraphs, edits, fc.constantFrom(...SHEETS), (script, all, settings) => {
      let elements = scriptOf(script);
      let pagination = paginate(elements, settings);
      for (const change of all) {
        elements = change(elements);
        pagination = repaginate(pagination, elements);
        expect(pagination).toEqual(paginate(elements, settings));
      }
    }),
    { seed, numRuns: 150, endOnFailure: true },
  );
});

test(`every scene has a page and at least an eighth, and pages do not go back (seed ${seed})`, () => {
  fc.assert(
    fc.property(paragraphs, (script) => {
      const elements = scriptOf(script);
      const pagination = paginate(elements);
      const lengths = sceneLengths(pagination);
      const headings = elements.filter(({ type }) => type === 'scene_heading');
      expect(lengths.map(({ element }) => element)).toEqual(headings.map(({ id }) => id));
      expect(lengths.every(({ eighths }) => eighths >= 1)).toBe(true);
      const pages = lengths.map(({ page }) => page);
      expect([...pages].sort((a, b) => a - b)).toEqual(pages);
    }),
    { seed, numRuns: 100, endOnFailure: true },
  );
});
