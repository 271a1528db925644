/** Final Draft XML (.fdx), read and written. Knows no files and no ids: text in, paragraphs out, and back. */
export { parseFdx, type FdxRead } from './parse.ts';
export type { StoredScene } from './read-paragraph.ts';
export type { Diagnostic } from '../diagnostic.ts';
