/** Final Draft XML (.fdx), read and written. Knows no files and no ids: text in, paragraphs out, and back. */
export { parseFdx, type FdxRead } from './parse.ts';
export { writeFdx } from './write.ts';
export { keptLayout } from './write-layout.ts';
export { foreignSettings, hasForeignForm, unpairedDuals } from './foreign.ts';
export { layoutOf, storedScenes, type StoredScene } from './stored-scenes.ts';
export { MAX_OUTLINE } from './names.ts';
export { isUnwritable } from './write-xml.ts';
export type { Diagnostic } from '../diagnostic.ts';
