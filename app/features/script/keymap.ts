import { baseKeymap, chainCommands, deleteSelection } from '@tiptap/pm/commands';
import { keydownHandler } from '@tiptap/pm/keymap';
import { Plugin, type Command } from '@tiptap/pm/state';
import { typeByDigit } from '#shared/screenplay/index.ts';
import {
  clearType,
  insertLineBreak,
  joinBackward,
  joinForward,
  pressReturn,
  pressShiftTab,
  pressTab,
  setType,
  type Habits,
} from './commands.ts';
import { toggleBeside } from './dual-dialogue.ts';

/** What the keys do beyond writing; the window's parts that a key reaches are given. */
export interface KeyActions {
  /** What holds when a key is pressed. */
  readonly habits: () => Habits;
  readonly openElementMenu: () => void;
  /** Says why a key could do nothing. */
  readonly say: (words: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** Every key of the script but those of styles (Mod-b, i, u), which the styles bring, by ProseMirror's names (`Mod` is Cmd on a Mac, Ctrl elsewhere). */
export function scriptKeys(actions: KeyActions): Record<string, Command> {
  const act = (action: () => void): Command => {
    return (_state, dispatch) => {
      if (dispatch) action();
      return true;
    };
  };
  const byHabit = (command: (habits: Habits) => Command | null): Command => {
    return (state, dispatch, view) => command(actions.habits())?.(state, dispatch, view) ?? false;
  };
  const keys: Record<string, Command> = {
    ...baseKeymap,
    Enter: byHabit((habits) => pressReturn(actions.openElementMenu, habits)),
    'Shift-Enter': insertLineBreak,
    Tab: byHabit(({ keys: table }) => pressTab(table)),
    'Shift-Tab': byHabit(({ keys: table }) => pressShiftTab(table)),
    'Mod-d': toggleBeside(actions.say),
    'Mod-z': act(actions.undo),
    'Mod-y': act(actions.redo),
    'Shift-Mod-z': act(actions.redo),
  };
  // The base keys' own joins think in nested blocks; the script is one list. By command, for a Mac has more keys for them.
  for (const [name, command] of Object.entries(baseKeymap)) {
    if (command === baseKeymap['Backspace']) keys[name] = chainCommands(clearType, joinBackward, deleteSelection);
    if (command === baseKeymap['Delete']) keys[name] = chainCommands(joinForward, deleteSelection);
  }
  for (let digit = 0; digit <= 9; digit++) {
    keys[`Mod-${digit}`] = byHabit(({ keys: table }) => {
      const type = typeByDigit(digit, table);
      return type ? setType(type) : null;
    });
  }
  return keys;
}

export function scriptKeymap(actions: KeyActions): Plugin {
  return new Plugin({ props: { handleKeyDown: keydownHandler(scriptKeys(actions)) } });
}
