import type { AssetHash } from '#shared/lib/ids.ts';
import { PICTURE_WIDTHS, type PictureWidth } from '#shared/lib/picture-widths.ts';
import type { PictureRequest, SubmitOptions } from './provider.ts';

type Open = (
  asset: AssetHash,
  width: PictureWidth | null,
) => Promise<{ readonly mime: string; readonly bytes: Uint8Array }>;

export interface ReferenceReader {
  readonly read: SubmitOptions['read'];
  /** The request as it left: which of its pictures were made smaller for it. */
  asSent(request: PictureRequest): PictureRequest;
}

/** Reference pictures for one order, each as large as its provider takes: the largest of the sizes that pictures have. */
export function referenceReader(open: Open): ReferenceReader {
  const widths = new Map<AssetHash, PictureWidth>();
  return {
    read: async (asset, mostBytes = Infinity) => {
      let picture = await open(asset, null);
      for (const width of [...PICTURE_WIDTHS].reverse()) {
        if (picture.bytes.length <= mostBytes) break;
        picture = await open(asset, width);
        widths.set(asset, width);
      }
      return picture;
    },
    asSent: (request) => ({
      ...request,
      references: request.references.map((reference) => {
        const width = widths.get(reference.asset);
        return width === undefined ? reference : { ...reference, width };
      }),
    }),
  };
}
