/** Whole projects as open folders: out, and in again. */
export { createFolders } from './folders.ts';
export { folderWorkInThread } from './folder-work.ts';
export type { FoldersOptions } from './options.ts';
export type { FolderImport, Folders, FolderUpload } from './port.ts';
