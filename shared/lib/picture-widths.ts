/** The widths in pixels in which pictures are kept beside the whole one: a card, a card on a fine screen, a stage. */
export const PICTURE_WIDTHS = [320, 640, 1280] as const;
export type PictureWidth = (typeof PICTURE_WIDTHS)[number];

/** One of them by its digits, as an address names it; null for anything else. */
export function pictureWidth(text: string | null): PictureWidth | null {
  return PICTURE_WIDTHS.find((width) => String(width) === text) ?? null;
}
