/** Scripts as text in any format that Beatboard reads and writes; each format has a door of its own behind this one. */
export type { Diagnostic } from './diagnostic.ts';
export { lossesIn, type Destination, type Loss } from './losses.ts';
export { readScript, writeProject, writeScript, type ScriptRead } from './read-script.ts';
export {
  EXPORT_FORMATS,
  SCRIPT_FORMATS,
  formatOfName,
  recogniseFormat,
  type ExportFormat,
  type ScriptFormat,
} from './script-format.ts';
