import type { Paper } from '#shared/pagination/index.ts';
import type { ReadScript, Remark } from './read-script.ts';
import { CliError, type Format } from './usage.ts';

export interface ConvertOptions {
  readonly to: Format;
  readonly paper?: Paper | undefined;
  readonly watermark?: string | undefined;
  readonly createdAt: Date;
}

export interface Converted {
  readonly bytes: Uint8Array;
  /** What the output could not hold. */
  readonly remarks: readonly Remark[];
}

/** A script as a file of another format. Loads no more than the format needs. */
export async function convert(script: ReadScript, options: ConvertOptions): Promise<Converted> {
  if (options.to === 'pdf') return toPdf(script, options);
  return { bytes: new TextEncoder().encode(await toText(script, options.to)), remarks: [] };
}

async function toText({ screenplay }: ReadScript, to: Exclude<Format, 'pdf'>): Promise<string> {
  if (to === 'json') return (await import('#shared/formats/json/index.ts')).writeJson(screenplay);
  if (to === 'fdx') return (await import('#shared/formats/fdx/index.ts')).writeFdx(screenplay);
  return (await import('#shared/formats/fountain/index.ts')).writeFountain(screenplay);
}

async function toPdf(script: ReadScript, { paper, watermark, createdAt }: ConvertOptions): Promise<Converted> {
  const { TooManyPages, writePdf } = await import('#server/exports/index.ts');
  const printing = writePdf({
    ...{ titlePage: script.screenplay.titlePage, elements: script.elements, layout: script.layout, createdAt },
    ...{ settings: await script.settings(paper), ...(watermark !== undefined && { watermark }) },
  });
  const { bytes, missing } = await printing.catch((error: unknown) => {
    throw error instanceof TooManyPages ? new CliError(error.message) : error;
  });
  const boxes = `No typeface here has these letters; they stand as boxes: ${missing.join(' ')}`;
  return { bytes, remarks: missing.length === 0 ? [] : [{ line: 0, message: boxes }] };
}
