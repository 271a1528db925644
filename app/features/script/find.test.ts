import { getSchema } from '@tiptap/core';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import { elementsOf, positionOf, scriptExtensions } from '#shared/editor/index.ts';
import { findPlaces, replacePlaces } from './find.ts';
import { omittedScenes } from './omitted-scenes.ts';

const schema = getSchema([...scriptExtensions]);

test('with the caret on an omitted scene, where nothing can be typed, words are replaced in the others', () => {
  const line = (id: string, text: string, omits: readonly string[] | null = null) =>
    schema.node('element', { type: omits ? 'scene_heading' : 'action', id, omits }, schema.text(text));
  const lines = [line('a', 'Rain.'), line('b', 'INT. B', ['c']), line('c', 'Rain in it.'), line('d', 'INT. D', [])];
  const doc = schema.node('doc', null, [schema.node('stretch', null, lines)]);
  const made = EditorState.create({ doc, plugins: [omittedScenes()] });
  const state = made.apply(made.tr.setSelection(TextSelection.create(doc, positionOf(doc, 1) + 1)));
  const words = ({ doc: now }: EditorState) => elementsOf(now).map(({ textContent }) => textContent);
  expect(words(state.apply(state.tr.insertText('typed')))).toEqual(words(state));

  const query = { text: 'rain', matchCase: false, wholeWord: true, scope: 'all' } as const;
  const replaced = state.apply(replacePlaces(state, findPlaces(doc, query), 'Snow'));
  expect(words(replaced)).toEqual(['Snow.', 'INT. B', 'Rain in it.', 'INT. D']);
});
