import type { LucideIcon } from 'lucide-react';
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { matchesShortcut } from './shortcut.ts';

export interface Command {
  /** Unique, stable: `boards.add-panel`. */
  readonly id: string;
  readonly label: string;
  /** Heading in the palette and on the sheet of shortcuts. */
  readonly group: string;
  readonly icon?: LucideIcon;
  /** More words to find it by. */
  readonly keywords?: string;
  readonly shortcut?: string;
  /** The shortcut is listened to elsewhere, in an editor for instance; here it is only named. */
  readonly heardElsewhere?: boolean;
  /** Whoever types in a text field keeps this shortcut, though it has a modifier. */
  readonly yieldsToTyping?: boolean;
  /** On the sheet but not in the palette: a key that means something only where one stands. */
  readonly sheetOnly?: boolean;
  readonly run: () => void;
}

interface Registry {
  readonly commands: readonly Command[];
  readonly register: (commands: readonly Command[]) => () => void;
}

const CommandsContext = createContext<Registry | null>(null);

function useRegistry(): Registry {
  const registry = useContext(CommandsContext);
  if (!registry) throw new Error('Commands need a CommandsProvider above them');
  return registry;
}

/** Everything that can be done on this page now. */
export function useAllCommands(): readonly Command[] {
  return useRegistry().commands;
}

/** Offers commands while the caller is mounted. Keep the list stable with useMemo. */
export function useCommands(commands: readonly Command[]): void {
  const { register } = useRegistry();
  useEffect(() => register(commands), [register, commands]);
}

export function CommandsProvider({ children }: { readonly children: ReactNode }) {
  const [lists, setLists] = useState<readonly (readonly Command[])[]>([]);
  const register = useCallback((list: readonly Command[]) => {
    setLists((all) => [...all, list]);
    return () => setLists((all) => all.filter((other) => other !== list));
  }, []);
  const registry = useMemo(() => ({ commands: lists.flat(), register }), [lists, register]);
  useShortcuts(registry.commands);
  return <CommandsContext.Provider value={registry}>{children}</CommandsContext.Provider>;
}

function useShortcuts(commands: readonly Command[]): void {
  const latest = useRef(commands);
  latest.current = commands;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return;
      const command = latest.current.find(
        (command) =>
          command.shortcut !== undefined &&
          !command.heardElsewhere &&
          matchesShortcut(event, command.shortcut) &&
          mayFire(event.target, command),
      );
      if (!command) return;
      event.preventDefault();
      command.run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** A bare key belongs to whoever is typing. */
function mayFire(target: EventTarget | null, { shortcut = '', yieldsToTyping = false }: Command): boolean {
  if (shortcut.includes('Mod+') && !yieldsToTyping) return true;
  return !(
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, [role="menu"] *'))
  );
}
