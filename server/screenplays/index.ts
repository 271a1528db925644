/** Scripts in and out of projects, as files. */
export type { Screenplays, UploadedFile } from './port.ts';
export { scriptReader, type ScriptReader } from './script-reader.ts';
export { scriptIn, type Script } from './script-in.ts';
export { createScreenplays } from './screenplays.ts';
