import { later } from './later.tsx';

/** Every command and place of the page by name, on ⌘K. */
export const CommandPalette = later(async () => (await import('./command-palette.tsx')).CommandPalette);

/** Every key that means something on this page, on `?`. */
export const ShortcutSheet = later(async () => (await import('./shortcut-sheet.tsx')).ShortcutSheet);
