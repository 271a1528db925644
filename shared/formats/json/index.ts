/** A script as plain data for programs: what is said, in what form, and nothing of how it looks. */
export { parseJson, type JsonRead } from './parse.ts';
export { writeJson } from './write.ts';
export type { Diagnostic } from '../diagnostic.ts';
