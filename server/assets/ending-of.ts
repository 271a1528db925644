const ENDINGS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/gif': 'gif',
};

/** What the name of a file of this kind ends with. */
export function endingOf(mime: string): string {
  return ENDINGS[mime] ?? 'bin';
}
