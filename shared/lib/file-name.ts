/** A title as a file's name: without what some file system refuses (separators, reserved signs, control characters, dots at the ends). */
export function fileNameOf(title: string): string {
  const safe = title
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  return safe.slice(0, 120) || 'Untitled';
}
