import { LayoutGrid } from 'lucide-react';
import { useCallback, useMemo, useRef } from 'react';
import { useCommands } from '#app/components/index.ts';
import { parseKept, useKept } from '#app/lib/use-kept.ts';

const parse = (json: string | null) => ({ cards: parseKept(json)['cards'] === true });
const NONE = { cards: false };

/** Whether this person has the script as cards, on this device; `offered` where the place shows the script. */
export function useCards(key: string, offered: boolean) {
  const [kept, keep] = useKept(key, parse, NONE);
  const shown = offered && kept.cards;
  const moved = useRef(false);
  const open = useCallback(() => {
    moved.current = true;
    keep(() => ({ cards: true }));
  }, [keep]);
  const close = useCallback(() => {
    moved.current = true;
    keep(() => NONE);
  }, [keep]);
  /** Asked by what has taken the other's place. A finger that only looks wants no keyboard on its screen. */
  const takesKeyboard = useCallback(() => {
    const takes = moved.current && matchMedia('(pointer: fine)').matches;
    moved.current = false;
    return takes;
  }, []);
  useCommands(
    useMemo(() => {
      if (!offered) return [];
      const label = shown ? 'Back to the script from the cards' : 'Index cards of the script';
      const cards = { id: 'script.cards', label, group: 'Script', icon: LayoutGrid, shortcut: 'Mod+Shift+E' };
      return [{ ...cards, keywords: 'outline wall synopsis corkboard', run: shown ? close : open }];
    }, [offered, shown, open, close]),
  );
  return { shown, open, close, takesKeyboard };
}
