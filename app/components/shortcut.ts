/** Shortcuts are written `Mod+Shift+K`: Mod is ⌘ on Apple keyboards and Ctrl elsewhere. */
interface Chord {
  readonly mod: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly key: string;
}

export function parseShortcut(keys: string): Chord {
  const parts = keys.split('+');
  const key = parts.pop() ?? '';
  return {
    mod: parts.includes('Mod'),
    alt: parts.includes('Alt'),
    shift: parts.includes('Shift'),
    key: key.toLowerCase(),
  };
}

type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** A sign such as `?` already holds its Shift: layouts differ in where it sits. */
export function matchesShortcut(event: KeyPress, keys: string): boolean {
  const chord = parseShortcut(keys);
  const isSign = chord.key.length === 1 && chord.key.toUpperCase() === chord.key.toLowerCase();
  // Alt (⌥) types other signs on Apple keyboards: there the key itself counts, not what it types.
  const physical = chord.alt ? /^(?:Digit|Key)(.)$/.exec(event.code)?.[1] : undefined;
  return (
    (physical ?? event.key).toLowerCase() === chord.key &&
    (event.ctrlKey || event.metaKey) === chord.mod &&
    event.altKey === chord.alt &&
    (isSign || event.shiftKey === chord.shift)
  );
}

const APPLE: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Alt: '⌥',
  Shift: '⇧',
  Enter: '↩',
  Tab: '⇥',
  Backspace: '⌫',
};
const OTHER: Readonly<Record<string, string>> = { Mod: 'Ctrl' };
const ARROWS: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' };

export function shortcutText(keys: string, apple: boolean): string {
  const names = apple ? APPLE : OTHER;
  return keys
    .split('+')
    .map((key) => names[key] ?? ARROWS[key] ?? key)
    .join(apple ? '' : '+');
}
