import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { plainPng, pngChunk, pngHeader, pngOf } from './png-file.ts';

/** A file that nobody's camera or program writes, and what is to become of it. */
export interface HostilePicture {
  readonly what: string;
  readonly name: string;
  /** `canary` is an address that nothing may ask for. */
  readonly bytes: (canary: string) => Uint8Array | Promise<Uint8Array>;
  /** It is read, with this width and height; or it is refused in words like these. */
  readonly ends: readonly [width: number, height: number] | RegExp;
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) => Buffer.from(text, 'latin1');
const svg = (content: string, attributes = 'width="40" height="20"', head = '') =>
  utf8(
    `${head}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${content}</svg>`,
  );
const RECT = '<rect width="20" height="20" fill="#a33"/>';
/** What an SVG of 40 × 20 becomes. */
const DRAWN = [2048, 1024] as const;

const solid = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 180, g: 40, b: 30 } } });
const png = () => solid(30, 20).png().toBuffer();
const jpeg = () => solid(30, 20).jpeg().toBuffer();
const gif = () => solid(30, 20).gif().toBuffer();
const webp = () => solid(30, 20).webp().toBuffer();
const avif = () => solid(30, 20).avif().toBuffer();

const DAMAGED = /damaged/;
const ELSEWHERE = /refers to something outside itself/;
const SCRIPT = /holds a script/;
const ENTITIES = /declares entities/;
const LARGE = /pixels; a picture may have 40 million/;
const NO_PICTURE = /is not a picture/;

const LAUGHS = `<!DOCTYPE svg [<!ENTITY a "ha">${Array.from(
  { length: 10 },
  (_, i) => `<!ENTITY ${'bcdefghijk'.charAt(i)} "${`&${'abcdefghij'.charAt(i)};`.repeat(10)}">`,
).join('')}]>`;

/** A `use` of ten, of ten, of ten: 10^9 rectangles in a kilobyte. */
const USES = `<defs><g id="l0">${RECT}</g>${Array.from(
  { length: 9 },
  (_, i) => `<g id="l${String(i + 1)}">${`<use href="#l${String(i)}"/>`.repeat(10)}</g>`,
).join('')}</defs><use href="#l9"/>`;

const noiseSvg = svg(
  `<filter id="f" x="0" y="0" width="1" height="1"><feTurbulence baseFrequency="0.9" numOctaves="200"/>${'<feGaussianBlur stdDeviation="90"/><feMorphology radius="90"/>'.repeat(40)}</filter><rect width="2000" height="2000" filter="url(#f)"/>`,
  'width="2000" height="2000"',
);

/** A GIF of so many frames that each say they cover the whole of it. */
function gifOfFrames(width: number, height: number, frames: number): Uint8Array {
  const size = Buffer.alloc(4);
  size.writeUInt16LE(width, 0);
  size.writeUInt16LE(height, 2);
  const screen = Buffer.concat([latin('GIF89a'), size, Buffer.from([0x80, 0, 0, 0, 0, 0, 255, 255, 255])]);
  const frame = Buffer.concat([
    Buffer.from([0x21, 0xf9, 4, 0, 1, 0, 0, 0, 0x2c, 0, 0, 0, 0]),
    size,
    Buffer.from([0, 2, 2, 0x4c, 0x01, 0]),
  ]);
  return Buffer.concat([screen, ...Array<Buffer>(frames).fill(frame), Buffer.from([0x3b])]);
}

/** An APNG whose animation says that it has a billion frames. */
function apng(): Uint8Array {
  const control = Buffer.alloc(8);
  control.writeUInt32BE(1_000_000_000, 0);
  const frame = Buffer.alloc(26);
  frame.writeUInt32BE(30, 4);
  frame.writeUInt32BE(20, 8);
  const frames = Array.from({ length: 5000 }, () => pngChunk('fcTL', frame));
  return plainPng({ width: 30, height: 20 }, [pngChunk('acTL', control), ...frames]);
}

function embedded(picture: Uint8Array): string {
  return `<image width="20" height="20" href="data:image/png;base64,${Buffer.from(picture).toString('base64')}"/>`;
}

async function cut(whole: Promise<Buffer>, keep: number): Promise<Uint8Array> {
  const bytes = await whole;
  return bytes.subarray(0, Math.floor(bytes.length * keep));
}

async function withTail(whole: Promise<Buffer>, tail: string): Promise<Uint8Array> {
  return Buffer.concat([await whole, latin(tail)]);
}

export const HOSTILE_PICTURES: readonly HostilePicture[] = [
  // SVG: what runs, what reaches out, what unfolds.
  { what: 'script', name: 'a.svg', bytes: (at) => svg(`${RECT}<script>fetch('${at}')</script>`), ends: SCRIPT },
  {
    what: 'script of another namespace prefix',
    name: 'a.svg',
    bytes: (at) => svg(`<s:script xmlns:s="http://www.w3.org/2000/svg" xlink:href="${at}"/>`),
    ends: SCRIPT,
  },
  { what: 'event handler', name: 'a.svg', bytes: (at) => svg(RECT, `onload="fetch('${at}')"`), ends: SCRIPT },
  {
    what: 'javascript: link',
    name: 'a.svg',
    bytes: () => svg(`<a href="javascript:alert(1)">${RECT}</a>`),
    ends: SCRIPT,
  },
  {
    what: 'set that makes a handler',
    name: 'a.svg',
    bytes: () => svg(`<rect><set attributeName="onclick" to="javascript:alert(1)"/></rect>`),
    ends: SCRIPT,
  },
  {
    what: 'foreignObject',
    name: 'a.svg',
    bytes: (at) =>
      svg(
        `<foreignObject width="9" height="9"><img xmlns="http://www.w3.org/1999/xhtml" src="${at}"/></foreignObject>`,
      ),
    ends: /piece of a web page/,
  },
  {
    what: 'foreignObject in a switch, with an iframe',
    name: 'a.svg',
    bytes: (at) => svg(`<switch><foreignObject><iframe src="${at}"/></foreignObject>${RECT}</switch>`),
    ends: ELSEWHERE,
  },
  {
    what: 'picture elsewhere',
    name: 'a.svg',
    bytes: (at) => svg(`<image href="${at}" width="9" height="9"/>`),
    ends: ELSEWHERE,
  },
  {
    what: 'picture elsewhere, xlink',
    name: 'a.svg',
    bytes: (at) => svg(`<image xlink:href="${at}"/>`),
    ends: ELSEWHERE,
  },
  {
    what: 'picture of a file here',
    name: 'a.svg',
    bytes: () => svg('<image href="file:///etc/passwd"/>'),
    ends: ELSEWHERE,
  },
  { what: 'picture by a path', name: 'a.svg', bytes: () => svg('<image href="../../etc/passwd"/>'), ends: ELSEWHERE },
  { what: 'use of a drawing elsewhere', name: 'a.svg', bytes: (at) => svg(`<use href="${at}#x"/>`), ends: ELSEWHERE },
  {
    what: 'picture that is an SVG itself',
    name: 'a.svg',
    bytes: () => svg('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>'),
    ends: ELSEWHERE,
  },
  {
    what: 'style sheet elsewhere',
    name: 'a.svg',
    bytes: (at) => svg(`<style>@import url(${at});</style>${RECT}`),
    ends: ELSEWHERE,
  },
  {
    what: 'fill from elsewhere',
    name: 'a.svg',
    bytes: (at) => svg(`<rect width="9" height="9" fill="url(${at}#p)"/>`),
    ends: ELSEWHERE,
  },
  {
    what: 'font elsewhere, in CDATA',
    name: 'a.svg',
    bytes: (at) =>
      svg(`<style><![CDATA[@font-face{font-family:x;src:url("${at}")}]]></style><text style="font-family:x">a</text>`),
    ends: ELSEWHERE,
  },
  {
    what: 'address in escapes',
    name: 'a.svg',
    bytes: () => svg('<style>rect{fill:u\\72l(http://x)}</style>'),
    ends: ELSEWHERE,
  },
  {
    what: 'style sheet instruction',
    name: 'a.svg',
    bytes: (at) => svg(RECT, '', `<?xml-stylesheet href="${at}" type="text/css"?>`),
    ends: ELSEWHERE,
  },
  {
    what: 'XInclude',
    name: 'a.svg',
    bytes: () => svg('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'),
    ends: ELSEWHERE,
  },
  { what: 'billion laughs', name: 'a.svg', bytes: () => svg('<text>&k;</text>', '', LAUGHS), ends: ENTITIES },
  {
    what: 'quadratic entity',
    name: 'a.svg',
    bytes: () =>
      svg(`<text>${'&a;'.repeat(50_000)}</text>`, '', `<!DOCTYPE svg [<!ENTITY a "${'a'.repeat(100_000)}">]>`),
    ends: ENTITIES,
  },
  {
    what: 'entity of a file',
    name: 'a.svg',
    bytes: () => svg('<text>&x;</text>', '', '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    ends: ENTITIES,
  },
  {
    what: 'entity elsewhere',
    name: 'a.svg',
    bytes: (at) => svg('<text>&x;</text>', '', `<!DOCTYPE svg [<!ENTITY x PUBLIC "x" "${at}">]>`),
    ends: ENTITIES,
  },
  {
    what: 'parameter entity',
    name: 'a.svg',
    bytes: (at) => svg(RECT, '', `<!DOCTYPE svg [<!ENTITY % x SYSTEM "${at}"> %x;]>`),
    ends: ENTITIES,
  },
  {
    what: 'document type elsewhere, which is never fetched',
    name: 'a.svg',
    bytes: (at) => svg(RECT, 'width="40" height="20"', `<!DOCTYPE svg SYSTEM "${at}">`),
    ends: DRAWN,
  },
  {
    what: 'a use of a use of a use',
    name: 'a.svg',
    bytes: () => svg(USES),
    ends: /damaged|takes longer|takes more memory/,
  },
  { what: 'a use of itself', name: 'a.svg', bytes: () => svg(`<g id="x">${RECT}<use href="#x"/></g>`), ends: DRAWN },
  { what: 'filters without end', name: 'a.svg', bytes: () => noiseSvg, ends: /damaged|takes longer|takes more memory/ },
  {
    what: '100,000 elements',
    name: 'a.svg',
    bytes: () => svg('<g/>'.repeat(100_000)),
    ends: /more than 50,000 elements/,
  },
  {
    what: '10,000 deep',
    name: 'a.svg',
    bytes: () => svg('<g>'.repeat(10_000) + '</g>'.repeat(10_000)),
    ends: /too deep/,
  },
  {
    what: '10 million characters',
    name: 'a.svg',
    bytes: () => svg(`<desc>${'a'.repeat(10_000_000)}</desc>`),
    ends: /8 million characters/,
  },
  {
    what: 'a million miles wide',
    name: 'a.svg',
    bytes: () => svg(RECT, 'width="99999999999" height="1"'),
    ends: /too large or too small|damaged/,
  },
  { what: 'no size', name: 'a.svg', bytes: () => svg('', ''), ends: DAMAGED },
  {
    what: 'a bomb inside',
    name: 'a.svg',
    bytes: () => svg(embedded(plainPng({ width: 14_000, height: 14_000 }))),
    ends: /inside it have more than 40 million/,
  },
  {
    what: 'XML that breaks off',
    name: 'a.svg',
    bytes: () => utf8('<svg xmlns="http://www.w3.org/2000/svg"><g>'),
    ends: DAMAGED,
  },
  {
    what: 'SVG in UTF-16',
    name: 'a.svg',
    bytes: () =>
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(new TextDecoder().decode(svg(RECT)), 'utf16le')]),
    ends: DRAWN,
  },
  // Pictures larger than they look.
  {
    what: '14,000 × 14,000 in 25 kB',
    name: 'bomb.png',
    bytes: () => plainPng({ width: 14_000, height: 14_000 }),
    ends: LARGE,
  },
  {
    what: '2,000,000,000 × 2,000,000,000',
    name: 'bomb.png',
    bytes: () =>
      pngOf(pngHeader({ width: 2_000_000_000, height: 2_000_000_000 }), pngChunk('IDAT', deflateSync(Buffer.alloc(9)))),
    ends: /pixels; a picture|damaged/,
  },
  { what: 'no pixels at all', name: 'none.png', bytes: () => pngOf(pngHeader({ width: 0, height: 0 })), ends: DAMAGED },
  {
    what: '40 million pixels of 64 bits, interlaced',
    name: 'wide.png',
    bytes: () => plainPng({ width: 7000, height: 5700, depth: 16, colour: 6, interlaced: true }),
    ends: /damaged|takes longer|takes more memory/,
  },
  {
    what: 'text that unfolds to 200 MB',
    name: 'text.png',
    bytes: () =>
      plainPng({ width: 30, height: 20 }, [
        pngChunk('zTXt', Buffer.concat([latin('a\0\0'), deflateSync(Buffer.alloc(200_000_000))])),
      ]),
    ends: [30, 20],
  },
  {
    what: 'a profile that unfolds to 200 MB',
    name: 'profile.png',
    bytes: () =>
      plainPng({ width: 30, height: 20, colour: 2 }, [
        pngChunk('iCCP', Buffer.concat([latin('a\0\0'), deflateSync(Buffer.alloc(200_000_000))])),
      ]),
    ends: [30, 20],
  },
  {
    what: 'fewer rows than it says',
    name: 'short.png',
    bytes: () => pngOf(pngHeader({ width: 3000, height: 3000 }), pngChunk('IDAT', deflateSync(Buffer.alloc(3001 * 3)))),
    ends: DAMAGED,
  },
  { what: 'an animation of a billion frames', name: 'a.png', bytes: apng, ends: [30, 20] },
  {
    what: '100,000 frames, of which the first',
    name: 'a.gif',
    bytes: () => gifOfFrames(60, 60, 100_000),
    ends: [60, 60],
  },
  { what: 'frames of 65,535 × 65,535', name: 'a.gif', bytes: () => gifOfFrames(65_535, 65_535, 3), ends: LARGE },
  {
    what: 'a WebP of 16,383 × 16,383',
    name: 'a.webp',
    bytes: async () => sizedWebp(await webp()),
    ends: /pixels; a picture|damaged/,
  },
  {
    what: 'an AVIF of 20 million pixels',
    name: 'a.avif',
    bytes: () => solid(5000, 4000).avif({ effort: 0, quality: 20 }).toBuffer(),
    ends: /an AVIF picture may have 12 million/,
  },
  // Cut off, empty, or something else.
  { what: '0 bytes', name: 'a.png', bytes: () => new Uint8Array(), ends: /is empty/ },
  { what: 'PNG cut off', name: 'a.png', bytes: () => cut(noisy().png().toBuffer(), 0.6), ends: DAMAGED },
  { what: 'JPEG cut off', name: 'a.jpg', bytes: () => cut(noisy().jpeg().toBuffer(), 0.6), ends: DAMAGED },
  { what: 'WebP cut off', name: 'a.webp', bytes: () => cut(noisy().webp().toBuffer(), 0.6), ends: DAMAGED },
  { what: 'GIF cut off', name: 'a.gif', bytes: () => cut(noisy().gif().toBuffer(), 0.6), ends: DAMAGED },
  { what: 'AVIF cut off', name: 'a.avif', bytes: () => cut(noisy().avif().toBuffer(), 0.6), ends: DAMAGED },
  { what: 'a first byte and no more', name: 'a.jpg', bytes: () => latin('\xff\xd8\xff'), ends: DAMAGED },
  {
    what: 'random bytes after a beginning',
    name: 'a.png',
    bytes: () => Buffer.concat([latin('\x89PNG\r\n\x1a\n'), Buffer.alloc(5000, 'q')]),
    ends: DAMAGED,
  },
  {
    what: 'a program that is called a picture',
    name: 'holiday.png',
    bytes: () => latin('MZ\x90\0\x03\0\0\0\x04'),
    ends: NO_PICTURE,
  },
  {
    what: 'a web page that is called a picture',
    name: 'a.jpg',
    bytes: (at) => utf8(`<html><script src="${at}"></script></html>`),
    ends: NO_PICTURE,
  },
  { what: 'a PDF', name: 'a.png', bytes: () => latin('%PDF-1.7\n'), ends: /is a PDF/ },
  { what: 'an archive', name: 'a.png', bytes: () => latin('PK\x03\x04xxxx'), ends: /is an archive/ },
  {
    what: 'a TIFF, for which there is a loader',
    name: 'a.png',
    bytes: () => latin('II*\0\x08\0\0\0'),
    ends: /is a TIFF/,
  },
  {
    what: 'ImageMagick’s own language',
    name: 'a.png',
    bytes: (at) => utf8(`push graphic-context\nimage over 0,0 0,0 'url(${at})'\npop graphic-context`),
    ends: NO_PICTURE,
  },
  {
    what: 'a playlist for a video player',
    name: 'a.gif',
    bytes: (at) => utf8(`#EXTM3U\n#EXTINF:1,\n${at}\n`),
    ends: NO_PICTURE,
  },
  // Two things at once: what is kept is made anew from pixels, and so is only the one.
  {
    what: 'a PNG that goes on as an archive',
    name: 'a.png',
    bytes: () => withTail(png(), 'PK\x03\x04payload'),
    ends: [30, 20],
  },
  {
    what: 'a JPEG that goes on as PHP',
    name: 'a.php.jpg',
    bytes: () => withTail(jpeg(), '<?php payload ?>'),
    ends: [30, 20],
  },
  {
    what: 'a GIF that goes on as JavaScript',
    name: 'a.gif',
    bytes: () => withTail(gif(), '/*payload*/alert(1)'),
    ends: [30, 20],
  },
  {
    what: 'a web page in a JPEG’s comment',
    name: 'a.jpg',
    bytes: async () => withComment(await jpeg(), '<script>payload</script>'),
    ends: [30, 20],
  },
  { what: 'a PNG that is called JPEG', name: 'a.jpg', bytes: png, ends: [30, 20] },
  { what: 'an AVIF that is called PNG', name: 'a.png', bytes: avif, ends: [30, 20] },
  { what: 'a picture that is called a script', name: 'a.html', bytes: webp, ends: [30, 20] },
  // Names.
  { what: 'a name that turns the writing round', name: 'holiday\u202Egpj.exe', bytes: png, ends: [30, 20] },
  { what: 'a name with a NUL', name: 'a.png\0.exe', bytes: png, ends: [30, 20] },
  { what: 'a name that is a path', name: '../../../etc/passwd', bytes: png, ends: [30, 20] },
  { what: 'a name that is a path of Windows', name: '..\\..\\boot.ini', bytes: png, ends: [30, 20] },
  { what: 'a name of 100,000 letters', name: `${'a'.repeat(100_000)}.png`, bytes: png, ends: [30, 20] },
  { what: 'a name of markup', name: '<img src=x onerror=alert(1)>.png', bytes: png, ends: [30, 20] },
];

/** Colours that no format makes small: what is cut off of it was needed. */
function noisy() {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  return sharp({ create: { width: 200, height: 150, channels: 3, background: 'black', noise } });
}

/** A WebP that says it is as large as its format allows. */
function sizedWebp(bytes: Buffer): Uint8Array {
  const sized = Buffer.from(bytes);
  const at = sized.indexOf(latin('\x9d\x01\x2a'));
  sized.writeUInt16LE(16_383, at + 3);
  sized.writeUInt16LE(16_383, at + 5);
  return sized;
}

function withComment(bytes: Buffer, comment: string): Uint8Array {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(comment.length + 2, 0);
  return Buffer.concat([bytes.subarray(0, 2), Buffer.from([0xff, 0xfe]), length, latin(comment), bytes.subarray(2)]);
}
