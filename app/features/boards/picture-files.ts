/** What the chooser offers. The server looks into the file; its name may say anything. */
export const PICTURE_TYPES = 'image/png,image/jpeg,image/webp,image/gif,image/avif,image/svg+xml';

const MAX_BYTES = 20 * 1024 * 1024;

/** Why a file is not worth sending, in a sentence; null when it is. */
export function fileFault({ name, size }: Pick<File, 'name' | 'size'>): string | null {
  if (size === 0) return `${name}: It is empty. It was not added.`;
  if (size > MAX_BYTES) return `${name}: It is over 20 MB. It was not added.`;
  return null;
}

/** The pictures of a paste, named as one is that has no name of its own. */
export function pastedPictures({ files }: Pick<DataTransfer, 'files'>): File[] {
  return [...files].filter(({ type }) => type.startsWith('image/'));
}

/** Whether files are dragged, and not panels or text. */
export function hasFiles({ types }: Pick<DataTransfer, 'types'>): boolean {
  return types.includes('Files');
}
