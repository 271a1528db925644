import { EditorState } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import { randomInt, seededRng } from '#shared/lib/rng.ts';
import type { ElementType } from '#shared/screenplay/index.ts';
import { schema } from '#tests/builders/headless-editor.ts';
import { attributesOf } from './schema.ts';
import { documentOf, elementsOf, evenStretches, positionOf } from './stretches.ts';

function element(type: ElementType, dual: true | null = null) {
  return schema.node('element', { type, dual }, schema.text('x'));
}

const EXCHANGE = [element('character'), element('dialogue'), element('character', true), element('dialogue')];

/** Stretches that begin within two speeches that stand beside each other. */
function torn(state: EditorState): number {
  return state.doc.children.slice(1).filter((stretch, index) => {
    const { type, dual } = attributesOf(stretch.child(0));
    const before = state.doc.child(index).children.findLast((each) => attributesOf(each).type === 'character');
    return dual || (type === 'dialogue' && before && attributesOf(before).dual);
  }).length;
}

test('speeches beside each other lie in one stretch when a script is opened', () => {
  for (let actions = 0; actions < 8; actions++) {
    const elements = [
      ...Array.from({ length: actions }, () => element('action')),
      ...Array.from({ length: 60 }, () => EXCHANGE).flat(),
    ];
    const doc = documentOf(schema, elements);
    expect(elementsOf(doc)).toEqual(elements);
    expect(torn(EditorState.create({ doc }))).toBe(0);
  }
});

test('speeches that are put beside each other come into one stretch, and no text moves (seed 7)', () => {
  const rng = seededRng(7);
  const apart = EXCHANGE.map((each) => element(attributesOf(each).type));
  const doc = documentOf(schema, Array.from({ length: 70 }, () => apart).flat());
  let state = EditorState.create({ doc, plugins: [evenStretches()] });
  for (let round = 0; round < 200; round++) {
    const speech = randomInt(rng, 70);
    const position = positionOf(state.doc, speech * 4 + 2);
    const dual = state.doc.nodeAt(position)?.attrs['dual'] === true ? null : true;
    state = state.apply(state.tr.setNodeAttribute(position, 'dual', dual));
    expect(torn(state)).toBe(0);
    expect(elementsOf(state.doc)).toHaveLength(280);
    state.doc.check();
  }
  expect(state.doc.textContent).toBe(doc.textContent);
});

test('an exchange without an end is divided all the same', () => {
  const doc = documentOf(schema, [element('character'), ...Array.from({ length: 300 }, () => element('dialogue'))]);
  expect(Math.max(...doc.children.map((stretch) => stretch.childCount))).toBeLessThanOrEqual(96);
});
