import { getSchema } from '@tiptap/core';
import { EditorState, TextSelection, type Command, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { describe, expect, test } from 'vitest';
import {
  attributesOf,
  elementsOf,
  elementIds,
  evenStretches,
  positionOf,
  scriptExtensions,
} from '#shared/editor/index.ts';
import { must } from '#shared/lib/assert.ts';
import { FINAL_DRAFT_KEYS, KEY_PRESETS, afterReturn, afterTab, type ElementType } from '#shared/screenplay/index.ts';
import { countingIds } from '#tests/builders/counting-ids.ts';
import { scriptKeys } from './keymap.ts';
import { elementsOfText } from './clipboard-text.ts';
import { pasteElements } from './clipboard.ts';
import { typedSteps } from './smart-typing.ts';

const schema = getSchema([...scriptExtensions]);

/** A script by lines `type: text`, with the caret where `|` stands (and the selection from `[`). */
class Page {
  state: EditorState;
  menus = 0;
  table = FINAL_DRAFT_KEYS;
  readonly said: string[] = [];
  readonly #keys: Record<string, Command>;

  constructor(...lines: readonly string[]) {
    const elements = lines.map((line, index) => {
      const [, type = '', text = ''] = /^(\w+): ?(.*)$/s.exec(line) ?? [];
      const clean = text.replace(/[[|]/g, '');
      return schema.node('element', { type, id: `e${index}` }, clean === '' ? undefined : schema.text(clean));
    });
    const doc = schema.node(
      'doc',
      null,
      stretches(elements.length).map(([a, b]) => schema.node('stretch', null, elements.slice(a, b))),
    );
    const ids = elementIds(countingIds('n'));
    this.state = EditorState.create({ doc, plugins: [ids, evenStretches()] });
    const at = (mark: string) => {
      const index = lines.findIndex((line) => line.includes(mark));
      const text = must(lines[index])
        .replace(/^\w+: ?/, '')
        .replace(mark === '|' ? '[' : '|', '');
      return positionOf(doc, index) + 1 + text.indexOf(mark);
    };
    const head = at('|');
    const anchor = lines.some((line) => line.includes('[')) ? at('[') : head;
    this.state = this.state.apply(this.state.tr.setSelection(TextSelection.create(doc, anchor, head)));
    this.#keys = scriptKeys({
      habits: () => ({ keys: this.table, continues: true }),
      openElementMenu: () => this.menus++,
      say: (words) => this.said.push(words),
      undo: () => {},
      redo: () => {},
    });
  }

  press(key: string): this {
    must(this.#keys[key], key)(this.state, (tr) => this.dispatch(tr), this as unknown as EditorView);
    return this;
  }

  dispatch(tr: Transaction): void {
    this.state = this.state.apply(tr);
  }

  caretIn(index: number): this {
    const selection = TextSelection.create(this.state.doc, positionOf(this.state.doc, index) + 1);
    this.state = this.state.apply(this.state.tr.setSelection(selection));
    return this;
  }

  type(text: string): this {
    for (const letter of text) {
      const steps = typedSteps(this.state, letter) ?? [(state: EditorState) => state.tr.insertText(letter)];
      for (const step of steps) this.state = this.state.apply(step(this.state));
    }
    return this;
  }

  paste(text: string): this {
    this.state = this.state.apply(pasteElements(this.state, elementsOfText(text, schema)));
    return this;
  }

  /** The lines as they were given, with the caret. */
  get lines(): string[] {
    const { doc, selection } = this.state;
    return elementsOf(doc).map((node, index) => {
      const start = positionOf(doc, index) + 1;
      const caret = selection.head - start;
      const text = node.textContent;
      const shown = caret >= 0 && caret <= text.length ? `${text.slice(0, caret)}|${text.slice(caret)}` : text;
      return `${attributesOf(node).type}: ${shown}`;
    });
  }

  get ids(): (string | null)[] {
    return elementsOf(this.state.doc).map((node) => attributesOf(node).id);
  }
}

/** Two to a stretch, so that the keys are tried across its edge. */
function stretches(count: number): [number, number][] {
  return Array.from({ length: Math.ceil(count / 2) }, (_, i) => [i * 2, Math.min(count, i * 2 + 2)]);
}

describe('Return', () => {
  test.each<ElementType>(['scene_heading', 'action', 'character', 'dialogue', 'transition', 'shot', 'general'])(
    'at the end of %s makes what the table says',
    (type) => {
      expect(new Page(`${type}: text|`).press('Enter').lines).toEqual([`${type}: text`, `${afterReturn(type)}: |`]);
    },
  );

  test('within a parenthetical, before its closing bracket, goes on to dialogue', () => {
    expect(new Page('parenthetical: (softly|)').press('Enter').lines).toEqual([
      'parenthetical: (softly)',
      'dialogue: |',
    ]);
  });

  test('in the middle splits, and the first half keeps the id', () => {
    const page = new Page('action: one |two', 'action: three').press('Enter');
    expect(page.lines).toEqual(['action: one ', 'action: |two', 'action: three']);
    expect(page.ids).toEqual(['e0', 'n0', 'e1']);
  });

  test('at the start moves the element down with its id', () => {
    const page = new Page('action: before', 'action: |two').press('Enter');
    expect(page.lines).toEqual(['action: before', 'action: ', 'action: |two']);
    expect(page.ids).toEqual(['e0', 'n0', 'e1']);
  });

  test('over a selection of several elements replaces it by one break', () => {
    expect(new Page('action: on[e', 'character: two', 'action: thr|ee').press('Enter').lines).toEqual([
      'action: on',
      'action: |ee',
    ]);
  });

  test('on an empty element opens the menu and changes nothing', () => {
    for (const line of ['action: |', 'parenthetical: (|)']) {
      const page = new Page(line).press('Enter');
      expect(page.menus).toBe(1);
      expect(page.lines).toEqual([line]);
    }
  });

  test.each(['CUT TO:', 'cut to:', 'SMASH CUT TO:', 'TITLES OVER BLACK TO:'])(
    'after %s makes it a transition',
    (text) => {
      expect(new Page(`action: ${text}|`).press('Enter').lines).toEqual([`transition: ${text}`, 'scene_heading: |']);
    },
  );

  test('after a sentence that ends in "to:" leaves it alone', () => {
    expect(new Page('action: The list he clings to:|').press('Enter').lines[0]).toBe('action: The list he clings to:');
  });
});

describe('what comes by itself', () => {
  test('a name in capitals becomes a cue, and what follows it a speech', () => {
    expect(new Page('action: BEN|').press('Enter').lines).toEqual(['character: BEN', 'dialogue: |']);
    expect(new Page('action: BANG!|').press('Enter').lines).toEqual(['action: BANG!', 'action: |']);
  });

  test('who goes on speaking is said to', () => {
    const lines = ['character: ANA', 'dialogue: No.', 'action: Rain.', 'character: ANA|'];
    expect(new Page(...lines).press('Enter').lines.slice(3)).toEqual(["character: ANA (CONT'D)", 'dialogue: |']);
  });

  test('a bracket opens a parenthetical in a speech that has no words yet, and its other one is typed over', () => {
    const page = new Page('character: ANA', 'dialogue: |').type('(');
    expect(page.lines[1]).toBe('parenthetical: (|)');
    expect(page.type('low)').lines[1]).toBe('parenthetical: (low)|');
    expect(new Page('parenthetical: (|)').type('(low').lines).toEqual(['parenthetical: (low|)']);
    expect(new Page('dialogue: No |').type('(').lines).toEqual(['dialogue: No (|']);
  });
});

describe('what an imported line says of itself', () => {
  const style = { name: 'New Act', layout: { leftIndent: 3 } };
  const styled = (...lines: readonly string[]) => {
    const page = new Page(...lines);
    page.state = page.state.apply(page.state.tr.setNodeAttribute(positionOf(page.state.doc, 0), 'style', style));
    return page;
  };
  const stylesOf = ({ state }: Page) => elementsOf(state.doc).map((element) => attributesOf(element).style);

  test.each([
    ['general: ACT TWO|', [style, null]],
    ['general: ACT| TWO', [style, null]],
    ['general: |ACT TWO', [null, style]],
  ])('stays with it, and no line that Return makes has it (%s)', (line, styles) => {
    expect(stylesOf(styled(line).press('Enter').type('x'))).toEqual(styles);
  });

  test('stays while words are typed or pasted into it, and goes when it becomes another kind of line', () => {
    const page = styled('action: INT.|').type('!');
    expect(stylesOf(page)).toEqual([style]);
    expect(stylesOf(page.press('Mod-1'))).toEqual([null]);
    expect(stylesOf(styled('action: INT.|').type(' '))).toEqual([null]);
    expect(stylesOf(styled('action: A|B').paste('one\n\ntwo'))).toEqual([style, null, null, null]);
  });
});

describe('Tab', () => {
  test.each<ElementType>(['scene_heading', 'action', 'dialogue'])(
    'on an empty %s gives what the table says',
    (type) => {
      const [line = ''] = new Page(`${type}: |`).press('Tab').lines;
      expect(line).toMatch(new RegExp(`^${must(afterTab(type, 'empty')).type}: `));
    },
  );

  test('with text turns the element into the next type and keeps its id', () => {
    const page = new Page('scene_heading: ti|tle').press('Tab');
    expect(page.lines).toEqual(['action: ti|tle']);
    expect(page.press('Tab').lines).toEqual(['character: ti|tle']);
    expect(page.press('Shift-Tab').lines).toEqual(['action: ti|tle']);
    expect(page.ids).toEqual(['e0']);
  });

  test('after a cue or a speech opens a parenthetical', () => {
    expect(new Page('character: ANA|').press('Tab').lines).toEqual(['character: ANA', 'parenthetical: (|)']);
    expect(new Page('dialogue: No.|').press('Tab').lines).toEqual(['dialogue: No.', 'parenthetical: (|)']);
  });

  test('leaving an empty parenthetical takes its brackets away', () => {
    const [line = ''] = new Page('parenthetical: (|)').press('Tab').lines;
    expect(line.endsWith(': |')).toBe(true);
  });
});

describe('Backspace and Delete', () => {
  test('in an empty element make it action first, then remove it', () => {
    const page = new Page('action: one', 'dialogue: |');
    expect(page.press('Backspace').lines).toEqual(['action: one', 'action: |']);
    expect(page.press('Backspace').lines).toEqual(['action: one|']);
  });

  test.each([1, 2])('at the start join the element to the one before it (element %i)', (index) => {
    const lines = ['scene_heading: one', 'action: two', 'character: three'].map((line, i) =>
      i === index ? line.replace(': ', ': |') : line,
    );
    const page = new Page(...lines).press('Backspace');
    expect(page.ids).toEqual(['e0', 'e1', 'e2'].filter((_, i) => i !== index));
    expect(page.lines.join()).toContain(index === 1 ? 'scene_heading: one|two' : 'action: two|three');
    expect(() => page.state.doc.check()).not.toThrow();
  });

  test('take an empty neighbour away and leave the other as it is', () => {
    const back = new Page('action: one', 'action: ', 'character: |ANA').press('Backspace');
    expect(back.lines).toEqual(['action: one', 'character: |ANA']);
    expect(back.ids).toEqual(['e0', 'e2']);
    const forward = new Page('action: |', 'action: ', 'character: ANA').press('Delete').press('Delete');
    expect(forward.lines).toEqual(['character: |ANA']);
    expect(forward.ids).toEqual(['e2']);
  });

  test('at the ends of the script do nothing', () => {
    expect(new Page('action: |one').press('Backspace').lines).toEqual(['action: |one']);
    expect(new Page('action: one|').press('Delete').lines).toEqual(['action: one|']);
  });

  test('at the end join the next element', () => {
    expect(new Page('action: a', 'action: one|', 'dialogue: two').press('Delete').lines).toEqual([
      'action: a',
      'action: one|two',
    ]);
  });
});

test('the table that holds when a key is pressed decides', () => {
  const page = new Page('dialogue: No.|');
  page.table = KEY_PRESETS.celtx;
  expect(page.press('Enter').lines).toEqual(['dialogue: No.', 'character: |']);
  page.table = KEY_PRESETS.fountain;
  expect(page.press('Tab').lines).toEqual(['dialogue: No.', 'transition: |']);
  // At the end of a text Tab is Return there.
  expect(page.type('x').press('Tab').lines).toEqual(['dialogue: No.', 'transition: x', 'scene_heading: |']);
  page.table = {
    ...FINAL_DRAFT_KEYS,
    rows: { ...FINAL_DRAFT_KEYS.rows, note: { ...FINAL_DRAFT_KEYS.rows.note, digit: 9 } },
  };
  expect(page.press('Mod-9').lines.at(-1)).toBe('note: |');
});

test('Ctrl and a digit set the type of every selected element', () => {
  expect(new Page('action: on[e', 'action: two', 'action: th|ree').press('Mod-5').lines).toEqual([
    'dialogue: one',
    'dialogue: two',
    'dialogue: th|ree',
  ]);
});

describe('Ctrl D', () => {
  const TWO = ['character: ANA', 'dialogue: No.', 'character: BEN', 'dialogue: Yes.'];
  const at = (lines: readonly string[], index: number) => lines.map((line, i) => (i === index ? `${line}|` : line));
  const beside = ({ state }: Page) => elementsOf(state.doc).flatMap((node, i) => (attributesOf(node).dual ? [i] : []));

  test('puts a speech beside the one before it, and under it again', () => {
    const page = new Page(...at(TWO, 3)).press('Mod-d');
    expect(beside(page)).toEqual([2]);
    expect(beside(page.press('Mod-d'))).toEqual([]);
  });

  test('puts the first of an exchange beside the next, whatever notes stand between, and from either takes it back', () => {
    const lines = ['action: x', ...TWO.slice(0, 2), 'note: who?', ...TWO.slice(2)];
    const page = new Page(...at(lines, 1)).press('Mod-d');
    expect(beside(page)).toEqual([4]);
    expect(beside(page.press('Mod-d'))).toEqual([]);
  });

  test('finds no partner in a speech that has one', () => {
    const page = new Page(...at([...TWO, 'character: CAT', 'dialogue: Hm.'], 3)).press('Mod-d');
    page.caretIn(5).press('Mod-d');
    expect(beside(page)).toEqual([2]);
    expect(page.said).toHaveLength(1);
    expect(beside(page.caretIn(0).press('Mod-d'))).toEqual([]);
  });

  test('says so where nobody speaks', () => {
    const page = new Page('action: Rain.|').press('Mod-d');
    expect(page.said).toHaveLength(1);
    expect(beside(page)).toEqual([]);
  });
});

test('Shift-Return breaks the line within the element', () => {
  expect(new Page('dialogue: one|two').press('Shift-Enter').lines).toEqual(['dialogue: one\n|two']);
});

test.each(['INT. ', 'ext. ', 'INT./EXT. ', 'I/E '])(
  'typing %s at the start of a line makes a scene heading',
  (intro) => {
    expect(new Page('action: |').type(intro).lines).toEqual([`scene_heading: ${intro}|`]);
  },
);

test('typing INT. in a speech or within a sentence makes no heading', () => {
  expect(new Page('dialogue: |').type('INT. ').lines).toEqual(['dialogue: INT. |']);
  expect(new Page('action: see |').type('INT. ').lines).toEqual(['action: see INT. |']);
});

describe('pasted text', () => {
  const TEXT = 'INT. HALL - DAY\n\nShe waits.\n\nANA\n(low)\nWho is there?\n\nCUT TO:';
  const PASTED = [
    'scene_heading: INT. HALL - DAY',
    'action: She waits.',
    'character: ANA',
    'parenthetical: (low)',
    'dialogue: Who is there?',
    'transition: CUT TO:|',
  ];

  test('takes the place of an empty element', () => {
    expect(new Page('action: a', 'action: |', 'action: b').paste(TEXT).lines).toEqual([
      'action: a',
      ...PASTED,
      'action: b',
    ]);
  });

  test('breaks an element in which it is pasted', () => {
    const lines = new Page('action: one |two').paste(TEXT).lines;
    expect(lines).toEqual(['action: one ', ...PASTED, 'action: two']);
  });
});
