/** Between words: white space, and dashes and dots that writers set without it. */
const BETWEEN = /[\s—–…]+|-{2,}|\.{2,}/u;
const LETTER = /[\p{L}\p{N}]/u;
/** Scripts that set no space between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

let segmenter: Intl.Segmenter | undefined;

/**
 * Words as writing programs count them: what stands between spaces or dashes and has a letter or digit in it, so that
 * `half-past` and `don't` are one. Where a script sets no spaces (Chinese, Japanese, Thai and their like), the words that
 * a dictionary finds (UAX #29).
 */
export function countWords(text: string): number {
  let words = 0;
  for (const piece of text.split(BETWEEN)) {
    if (UNSPACED.test(piece)) words += countByDictionary(piece);
    else if (LETTER.test(piece)) words++;
  }
  return words;
}

function countByDictionary(piece: string): number {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'word' });
  let words = 0;
  for (const { isWordLike } of segmenter.segment(piece)) if (isWordLike) words++;
  return words;
}
