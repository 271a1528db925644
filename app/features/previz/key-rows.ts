import type { Command } from '#app/components/index.ts';

const ROWS = [
  ['move', 'Move it by 10 cm', 'Arrows'],
  ['move-far', 'Move it by 50 cm', 'Shift+Arrows'],
  ['turn-left', 'Turn it to the left', 'Q'],
  ['turn-right', 'Turn it to the right', 'E'],
  ['fine', 'Turn it a little', 'Shift+Q'],
  ['take-out', 'Take out a person or a thing', 'Delete'],
  ['raise', 'Raise the camera', 'R'],
  ['lower', 'Lower the camera', 'F'],
  ['dutch-left', 'Tip the horizon to the left', '['],
  ['dutch-right', 'Tip the horizon to the right', ']'],
] as const;

/** For the sheet of keys: they are heard by the set, for what is chosen in it. */
export function keyRows(): readonly Command[] {
  return ROWS.map(([id, label, shortcut]) => ({
    ...{ id: `previz.${id}`, label, group: 'Blocking', shortcut, heardElsewhere: true, sheetOnly: true },
    run: () => undefined,
  }));
}
