import { FOLDER_FILES } from '#shared/protocol/index.ts';

/** The files of an open folder, wherever it lies. Names are in NFC with slashes. */
export interface FolderFiles {
  readonly names: ReadonlySet<string>;
  /** Null when there is no such file. */
  read(name: string): Promise<Uint8Array | null>;
}

/**
 * What stands before the folder's own names; null where no folder of a project is. Whoever packs the folder itself, and not
 * what is in it, has it one step further down.
 */
export function rootOf({ names }: Pick<FolderFiles, 'names'>): string | null {
  const found = [...names].filter((name) => name === FOLDER_FILES.project || name.endsWith(`/${FOLDER_FILES.project}`));
  const [highest] = found.sort((a, b) => a.length - b.length);
  return highest === undefined ? null : highest.slice(0, -FOLDER_FILES.project.length);
}
