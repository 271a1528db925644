import { Plugin, PluginKey, type Command, type EditorState, type Transaction } from '@tiptap/pm/state';
import { keydownHandler } from '@tiptap/pm/keymap';
import { asOwnUndoStep, indexOf, isRemote } from '#shared/editor/index.ts';
import { suggestionsFor, type Suggestions } from '#shared/screenplay/index.ts';
import { pressReturn, type Habits } from './commands.ts';
import { currentElement } from './current-element.ts';
import { paragraphsOf } from './paragraphs.ts';

/** The list that is open, and which of its options is picked; -1 for none. */
export interface SmartType extends Suggestions {
  readonly active: number;
  /** Where the word begins that they stand for, in the editor's document. */
  readonly position: number;
}

export const SMART_TYPE_LIST = 'smart-type';
const key = new PluginKey<SmartType | null>('smart-type');

/**
 * Offers what a name, heading or transition may become while it is typed. Arrows pick, Return and Tab take, Escape closes.
 * The same object while nothing of it changes.
 * @param habits what Return goes on to
 */
export function smartType(habits: () => Habits): Plugin {
  return new Plugin({
    key,
    state: {
      init: (): SmartType | null => null,
      apply(tr, open, _before, state) {
        const asked: unknown = tr.getMeta(key);
        if (asked === 'close') return null;
        if (typeof asked === 'number') return open && { ...open, active: asked };
        if (!tr.docChanged) return tr.selectionSet ? null : open;
        // What others type opens no list, nor does undo; one that is open follows.
        return isRemote(tr) && !open ? null : listAt(state);
      },
    },
    props: {
      handleKeyDown: keydownHandler({
        ArrowDown: step(1),
        ArrowUp: step(-1),
        Enter: take(habits),
        Tab: take(null),
        Escape: (state, dispatch) => {
          if (!key.getState(state)) return false;
          dispatch?.(closed(state.tr));
          return true;
        },
      }),
      handleDOMEvents: {
        blur: (view) => {
          if (key.getState(view.state)) view.dispatch(closed(view.state.tr));
        },
      },
      attributes(state): Record<string, string> {
        const open = key.getState(state);
        if (!open) return {};
        const active = open.active >= 0 && { 'aria-activedescendant': optionId(open.active) };
        return { 'aria-controls': SMART_TYPE_LIST, ...active };
      },
    },
  });
}

export function openSmartType(state: EditorState): SmartType | null {
  return key.getState(state) ?? null;
}

export function optionId(index: number): string {
  return `${SMART_TYPE_LIST}-${String(index)}`;
}

/** Puts an option in the place of what was typed of it, as a step of undo of its own. */
export function takeOption(state: EditorState, index: number): Transaction | null {
  const open = key.getState(state);
  const option = open?.options[index];
  if (!open || option === undefined) return null;
  return asOwnUndoStep(closed(state.tr.insertText(option, open.position, state.selection.to))).scrollIntoView();
}

function closed(tr: Transaction): Transaction {
  return tr.setMeta(key, 'close');
}

function step(by: number): Command {
  return (state, dispatch) => {
    const open = key.getState(state);
    if (!open) return false;
    const count = open.options.length;
    // Up from the first leads back into the line.
    const active = open.active + by < -1 ? count - 1 : open.active + by;
    dispatch?.(state.tr.setMeta(key, active >= count ? 0 : active));
    return true;
  };
}

/** @param habits null for a key that takes what is picked and stays in the line */
function take(habits: (() => Habits) | null): Command {
  return (state, dispatch, view) => {
    const open = key.getState(state);
    const taken = open && takeOption(state, open.active);
    if (!open || !taken) return false;
    dispatch?.(taken);
    // An intro or a place waits for what follows it.
    if (!habits || !open.completesLine || !view) return true;
    pressReturn(() => {}, habits())(view.state, view.dispatch.bind(view), view);
    return true;
  };
}

function listAt(state: EditorState): SmartType | null {
  const current = currentElement(state);
  if (!current?.atEnd || !state.selection.empty || !ASKED.has(current.attributes.type)) return null;
  const found = suggestionsFor(paragraphsOf(state.doc), indexOf(state.selection.$from));
  if (!found) return null;
  return { ...found, active: found.isExpected ? 0 : -1, position: current.position + 1 + found.from };
}

const ASKED: ReadonlySet<string> = new Set(['character', 'scene_heading', 'transition'] as const);
