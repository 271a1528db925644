import { exportFolder } from './export-folder.ts';
import { importFolder } from './import-folder.ts';
import type { FoldersOptions } from './options.ts';
import type { Folders } from './port.ts';

export function createFolders(options: FoldersOptions): Folders {
  return { export: exportFolder(options), import: importFolder(options) };
}
