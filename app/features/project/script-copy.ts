import { readLines, readTitlePage, type ProjectDoc } from '#shared/collab/index.ts';
import { fileNameOf } from '#shared/lib/file-name.ts';
import { inCapitals } from '#shared/screenplay/index.ts';

/** The script that this window holds, as a Fountain file, with what is omitted. Made without the server, which may not have it. */
export async function scriptCopy(doc: ProjectDoc, title: string): Promise<File> {
  const { writeFountain } = await import('#shared/formats/fountain/index.ts');
  const text = writeFountain({ titlePage: readTitlePage(doc), elements: readLines(doc).map(inCapitals) });
  return new File([text], `${fileNameOf(title)}, my copy.fountain`, { type: 'text/plain' });
}

/** Hands a file to the person, as a download. */
export function download(file: File): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = file.name;
  link.click();
  // Some browsers begin to read only after the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
