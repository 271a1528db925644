import { checkFolder, NoFolder, rootOf, type FolderFiles } from '#server/provenance/index.ts';
import type { Remark } from './read-script.ts';
import { CliError } from './usage.ts';

export interface VerifiedFolder {
  readonly remarks: readonly Remark[];
  readonly summary: string;
  /** Nothing contradicts the records. */
  readonly held: boolean;
  /** And there is nothing that could not be checked. */
  readonly whole: boolean;
}

/** Rejects with CliError for what is no project's folder. */
export async function verifyFolder(files: FolderFiles): Promise<VerifiedFolder> {
  const root = rootOf(files) ?? '';
  const names = [...files.names].flatMap((name) => (name.startsWith(root) ? [name.slice(root.length)] : []));
  try {
    const check = await checkFolder({ names: new Set(names), read: (name) => files.read(root + name) });
    const { breaks, gaps, records, pictures, suggestions, head } = check;
    const followed = `${count(records, 'record')}, each as it was written after the one before`;
    const same = `${count(pictures, 'picture')}, byte for byte as recorded`;
    const proposed = suggestions === 0 ? '' : `; ${count(suggestions, 'record')} of what models proposed`;
    const unshown = gaps.length === 0 ? '' : ' Not all could be checked: see above.';
    return {
      remarks: [...breaks, ...gaps].map((message) => ({ line: 0, message })),
      summary: `${followed}; ${same}${proposed}.${unshown}${head === null ? '' : `\nThe last record is ${head}`}`,
      held: breaks.length === 0,
      whole: gaps.length === 0,
    };
  } catch (error) {
    throw error instanceof NoFolder ? new CliError(error.message) : error;
  }
}

function count(number: number, what: string): string {
  return `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;
}
