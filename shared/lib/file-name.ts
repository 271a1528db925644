/** A title as a file's name: without what some file system refuses (separators, reserved signs, control characters, dots at the ends). */
export function fileNameOf(title: string): string {
  const safe = title
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  return safe.slice(0, 120) || 'Untitled';
}

/** Of a name nobody reads more. */
const MAX = 120;

/**
 * A file's name as it may be shown and kept: what follows the last slash of either kind, without control characters and
 * those that turn the direction of writing, so that `gpj.exe` reads as what it is. Never used as a path.
 */
export function shownFileName(name: string): string {
  const last = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const shown = last
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (shown === '' || /^\.+$/.test(shown)) return 'picture';
  return shown.length <= MAX ? shown : `${shown.slice(0, MAX - 9)}…${shown.slice(-8)}`;
}
