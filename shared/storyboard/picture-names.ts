import type { PanelId } from '#shared/lib/ids.ts';
import { uniqueName } from '#shared/lib/unique-name.ts';
import type { NamedPanel } from './name-panels.ts';

/**
 * Where the picture of each panel lies among those of the film, without an ending: in a folder for each scene, named as on
 * the slate, so that a list of files is in script order. No two have one name.
 */
export function pictureNames(panels: Iterable<NamedPanel>): ReadonlyMap<PanelId, string> {
  const used = new Set<string>();
  const names = new Map<PanelId, string>();
  for (const { panel, number, board } of panels) {
    const folder = board ? sorted(board.scene.number) : 'without lines';
    const base = `${folder}/${board ? sorted(number) : panel.id}`;
    names.set(panel.id, uniqueName(base, used));
  }
  return names;
}

const MAX = 80;

/**
 * `12A1` as `012A1`: what sorts files by letters puts 2 before 12. Signs that no file system takes become hyphens, and so do
 * dots at the ends: a scene that is numbered `..` is no way out of the folder.
 */
function sorted(number: string): string {
  return number
    .slice(0, MAX)
    .replace(/^\d+/, (digits) => digits.padStart(3, '0'))
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, '-')
    .replace(/^[. ]+|[. ]+$/g, '-');
}
