/** A picture as it came, and what its first bytes say of it: who sent it may call it anything. */
export interface PictureFile {
  readonly bytes: Uint8Array;
  readonly mime: 'image/png' | 'image/jpeg' | 'image/webp';
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

type Size = Pick<PictureFile, 'width' | 'height'>;

/** Null for what is no PNG, JPEG or WebP, or breaks off before it says its size. */
export function readPictureFile(bytes: Uint8Array): PictureFile | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const [mime, sizeOf] of READERS) {
    const size = bytes.byteLength < 32 ? null : sizeOf(view);
    if (size && size.width > 0 && size.height > 0) return { bytes, mime, ...size };
  }
  return null;
}

const READERS: readonly (readonly [PictureFile['mime'], (view: DataView) => Size | null])[] = [
  ['image/png', pngSize],
  ['image/jpeg', jpegSize],
  ['image/webp', webpSize],
];

/** PNG 3, §5.2 and §11.2.1: the signature, then IHDR. */
function pngSize(view: DataView): Size | null {
  if (view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a || !says(view, 12, 'IHDR')) return null;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** ITU-T T.81, B.1 and B.2: segments until a frame header (SOF0 to SOF15, but for DHT, JPG and DAC). */
function jpegSize(view: DataView): Size | null {
  if (view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 <= view.byteLength; at += 2 + view.getUint16(at + 2)) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
  }
  return null;
}

/** RFC 9649, §2.5 to 2.7: the lossy, the lossless and the extended file each say their size in their first chunk. */
function webpSize(view: DataView): Size | null {
  if (!says(view, 0, 'RIFF') || !says(view, 8, 'WEBP')) return null;
  if (says(view, 12, 'VP8X')) return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) };
  if (says(view, 12, 'VP8L')) {
    const bits = view.getUint32(21, true);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  if (!says(view, 12, 'VP8 ')) return null;
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
}

function says(view: DataView, at: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) if (view.getUint8(at + i) !== word.charCodeAt(i)) return false;
  return true;
}
