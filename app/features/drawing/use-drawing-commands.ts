import { useMemo, useRef } from 'react';
import { Pencil } from 'lucide-react';
import { useCommands, type Command } from '#app/components/index.ts';
import type { DrawingActs } from './keys.ts';
import { HAND_TOOLS } from './tools.ts';

/** The keys of a drawing, in the palette and on the sheet; the drawing itself hears them. */
export function useDrawingCommands(acts: DrawingActs, canDraw: boolean): void {
  const latest = useRef(acts);
  latest.current = acts;
  const commands = useMemo(() => {
    const key = (id: string, label: string, shortcut: string, run: (acts: DrawingActs) => void): Command => ({
      ...{ id: `drawing.${id}`, label, group: 'Drawing', shortcut, heardElsewhere: true },
      run: () => run(latest.current),
    });
    const looking = [
      key('onion', 'Onion skin', 'O', (acts) => acts.toggleOnion()),
      key('picture', 'Show or hide the picture', 'I', (acts) => acts.togglePicture()),
      key('fit', 'Fit the frame', 'Shift+H', (acts) => acts.fit()),
      key('before', 'Draw on the panel before', 'PageUp', (acts) => acts.step(-1)),
      key('after', 'Draw on the panel after', 'PageDown', (acts) => acts.step(1)),
    ];
    if (!canDraw) return looking;
    return [
      ...HAND_TOOLS.map(({ tool, label, key: shortcut, icon }) => ({
        ...key(tool, label, shortcut, (acts) => acts.choose(tool)),
        icon,
      })),
      { ...key('wider', 'Wider', ']', (acts) => acts.widen(1)), icon: Pencil },
      key('thinner', 'Thinner', '[', (acts) => acts.widen(-1)),
      key('all', 'Select everything on this layer', 'Mod+A', (acts) => acts.selectAll()),
      key('rename', 'Rename this layer', 'F2', (acts) => acts.renameLayer()),
      key('write', 'Write in the middle, or change the selected text', 'Enter', (acts) => acts.write()),
      ...looking,
    ];
  }, [canDraw]);
  useCommands(commands);
}
