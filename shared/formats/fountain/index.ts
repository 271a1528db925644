/** Fountain 1.1, read and written. Knows no files and no ids: text in, paragraphs out, and back. */
export { MAX_LEVEL, isOneLine, isParenthetical } from './tidy.ts';
export { parseFountain, type FountainRead } from './parse.ts';
export { parseInline as parseEmphasis, writeInline as writeEmphasis, type StyledText } from './inline.ts';
export { writeFountain } from './write.ts';
export type { Diagnostic } from '../diagnostic.ts';
