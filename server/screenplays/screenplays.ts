import { exportScript } from './export-script.ts';
import { importScript } from './import-script.ts';
import type { ScreenplaysOptions } from './options.ts';
import type { Screenplays } from './port.ts';

export function createScreenplays(options: ScreenplaysOptions): Screenplays {
  return { import: importScript(options), export: exportScript(options) };
}
