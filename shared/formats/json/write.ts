import type { Screenplay } from '#shared/screenplay/index.ts';

/** `{"titlePage": {key: [lines]}, "elements": [{"type", "text", "number"?, "dual"?}]}`, ending in a line end. */
export function writeJson({ titlePage, elements }: Screenplay): string {
  const plain = elements.map(({ type, text, number, dual }) => ({
    type,
    text,
    ...(number !== undefined && { number }),
    ...(dual && { dual }),
  }));
  return `${JSON.stringify({ titlePage, elements: plain }, null, 2)}\n`;
}
