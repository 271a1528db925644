import { PICTURE_WIDTHS } from '#shared/lib/picture-widths.ts';

interface Picture {
  /** Pixels. */
  readonly width: number;
}

/**
 * What an `img` of a stored picture takes: the whole one, and the smaller sizes among which the browser chooses. `sizes`
 * says how wide it is shown, as CSS does.
 */
export function pictureSources(url: string, { width }: Picture, sizes: string) {
  const smaller = PICTURE_WIDTHS.filter((each) => each < width).map(
    (each) => `${url}?w=${String(each)} ${String(each)}w`,
  );
  return { src: url, srcSet: [...smaller, `${url} ${String(width)}w`].join(', '), sizes };
}
