import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import {
  FOOTER,
  HEADER,
  MARGIN,
  cellsOf,
  paperOf,
  type Box,
  type SheetPanel,
  type SheetScene,
  type SheetsRequest,
} from './sheet.ts';
import { TextSetter } from './text-setter.ts';
import { MAX_PAGES, TooManyPages } from './too-many-pages.ts';
import { collectPdf, type WrittenPdf } from './written-pdf.ts';

/** Dots an inch that a printed picture has. */
const DPI = 200;
const INK = '#1c1d1f';
const QUIET = '#55585c';
const HAIRLINE = '#c9c7c2';
const EMPTY = '#f1f0ed';
/** Points. */
const LOGO_HEIGHT = 18;
const LOGO_WIDEST = 140;
const LOGO_GAP = 8;

/** What stands on one sheet. */
interface Sheet {
  readonly scene: SheetScene | undefined;
  readonly panels: readonly SheetPanel[];
}

interface Printing {
  readonly doc: PDFKit.PDFDocument;
  readonly text: TextSetter;
  readonly root: PDFKit.PDFStructureElement;
  readonly request: SheetsRequest;
  readonly logo: Logo | null;
}

/** As it is printed: a picture, and how wide it is at the height of the foot. */
interface Logo {
  readonly bytes: Buffer;
  readonly width: number;
}

/** Prints a storyboard: tagged, with a bookmark for every scene. Rejects with TooManyPages. */
export async function writeSheets(request: SheetsRequest): Promise<WrittenPdf> {
  const cells = cellsOf(request.layout, request.aspectRatio);
  const sheets = fillSheets(request, cells.length);
  if (sheets.length > MAX_PAGES) throw new TooManyPages(sheets.length);
  const logo = request.logo && (await printableLogo(request.logo));
  const doc = openDocument(request);
  const done = collectPdf(doc);
  const text = new TextSetter(doc);
  const root = doc.struct('Document');
  doc.addStructure(root);
  const printing: Printing = { doc, text, root, request, logo };
  const marked = new Set<SheetScene>();
  for (const [i, sheet] of sheets.entries()) {
    doc.addPage();
    if (sheet.scene && !marked.has(sheet.scene)) {
      marked.add(sheet.scene);
      doc.outline.addItem(`${sheet.scene.number}  ${sheet.scene.heading}`);
    }
    drawEdges(printing, sheet, `${String(i + 1)} / ${String(sheets.length)}`);
    for (const [at, panel] of sheet.panels.entries()) {
      const cell = cells[at];
      if (!cell) continue;
      await drawPicture(printing, panel, cell.picture);
      drawWords(printing, panel, cell.words);
    }
  }
  doc.end();
  return { bytes: await done, pages: sheets.length, missing: text.missing };
}

function fillSheets({ scenes, layout }: SheetsRequest, perSheet: number): Sheet[] {
  const runs = layout.sceneBreaks
    ? scenes.map((scene) => scene.panels.map((panel) => ({ scene, panel })))
    : [scenes.flatMap((scene) => scene.panels.map((panel) => ({ scene, panel })))];
  const sheets = runs.flatMap((run) =>
    Array.from({ length: Math.ceil(run.length / perSheet) }, (_, i): Sheet => {
      const own = run.slice(i * perSheet, (i + 1) * perSheet);
      return { scene: own[0]?.scene, panels: own.map(({ panel }) => panel) };
    }),
  );
  return sheets.length > 0 ? sheets : [{ scene: undefined, panels: [] }];
}

function openDocument({ title, layout, createdAt }: SheetsRequest): PDFKit.PDFDocument {
  const { width, height } = paperOf(layout);
  return new PDFDocument({
    ...{ autoFirstPage: false, size: [width, height], margin: 0, pdfVersion: '1.7' },
    ...{ tagged: true, displayTitle: true, lang: 'en' },
    info: {
      ...{ Title: `${title} – storyboard`, Creator: 'Beatboard', Producer: 'Beatboard' },
      ...{ CreationDate: createdAt, ModDate: createdAt },
    },
  });
}

function drawEdges({ doc, text, request, logo }: Printing, { scene }: Sheet, page: string): void {
  const { width, height } = paperOf(request.layout);
  const box = { left: MARGIN, top: MARGIN, width: width - 2 * MARGIN, height: 14 };
  const half = { ...box, width: box.width / 2 - 6 };
  const right = { ...half, left: box.left + box.width / 2 + 6 };
  doc.markContent('Artifact', { type: 'Pagination' });
  text.set(request.title, half, { size: 10, bold: true, colour: INK });
  text.set(request.summary, right, { size: 8, colour: QUIET, align: 'right' });
  if (scene) {
    const heading = `${scene.number}   ${scene.heading}`;
    text.set(heading, { ...box, top: MARGIN + 15 }, { size: 8.5, colour: QUIET });
  }
  const line = MARGIN + HEADER - 10;
  doc
    .moveTo(MARGIN, line)
    .lineTo(width - MARGIN, line)
    .lineWidth(0.5)
    .strokeColor(HAIRLINE)
    .stroke();
  const foot = height - MARGIN - FOOTER + 6;
  const beside = logo ? logo.width + LOGO_GAP : 0;
  if (logo)
    doc.image(logo.bytes, MARGIN, foot + 5 - LOGO_HEIGHT / 2, { fit: [logo.width, LOGO_HEIGHT], valign: 'center' });
  const words = { ...half, left: MARGIN + beside, width: half.width - beside, top: foot };
  text.set(request.footer, words, { size: 7.5, colour: QUIET });
  text.set(page, { ...right, top: foot }, { size: 7.5, colour: QUIET, align: 'right' });
  doc.endMarkedContent();
}

async function drawPicture(printing: Printing, panel: SheetPanel, box: Box): Promise<void> {
  const { doc, root, text } = printing;
  const bytes = panel.picture && (await printable(panel.picture, box));
  const alt = [panel.number, ...panel.lines.map((line) => line.text)].join('. ').slice(0, 500);
  const draw = () => {
    if (bytes) {
      doc.save().rect(box.left, box.top, box.width, box.height).clip();
      doc.image(bytes, box.left, box.top, { fit: [box.width, box.height], align: 'center', valign: 'center' });
      doc.restore();
    } else doc.rect(box.left, box.top, box.width, box.height).fill(EMPTY);
    doc.rect(box.left, box.top, box.width, box.height).lineWidth(0.5).strokeColor(HAIRLINE).stroke();
    if (bytes && panel.mark !== null) {
      const corner = { ...box, left: box.left + 4, width: box.width - 8, top: box.top + box.height - 11, height: 9 };
      text.set(panel.mark, corner, { size: 6, bold: true, colour: QUIET, align: 'right' });
    }
  };
  root.add(doc.struct('Figure', { alt }, [draw]));
}

/** As a JPEG of the size at which it is printed: a sheet of full pictures would be too heavy to send. */
function printable(bytes: Uint8Array, { width }: Box): Promise<Buffer> {
  return sharp(bytes)
    .resize({ width: Math.ceil((width / 72) * DPI), withoutEnlargement: true })
    .flatten({ background: 'white' })
    .jpeg({ quality: 86 })
    .toBuffer();
}

/** What is see-through stays so: the paper is its ground. Null for what is no picture. */
async function printableLogo(bytes: Uint8Array): Promise<Logo | null> {
  try {
    const side = (points: number) => Math.ceil((points / 72) * DPI * 2);
    const { data, info } = await sharp(bytes)
      .resize({ width: side(LOGO_WIDEST), height: side(LOGO_HEIGHT), fit: 'inside', withoutEnlargement: true })
      .png()
      .toBuffer({ resolveWithObject: true });
    return { bytes: data, width: Math.min(LOGO_WIDEST, (info.width / info.height) * LOGO_HEIGHT) };
  } catch {
    return null;
  }
}

function drawWords({ doc, root, text }: Printing, panel: SheetPanel, box: Box): void {
  const bottom = box.top + box.height;
  const draw = () => {
    const noteWidth = panel.note === '' ? 0 : box.width * 0.55;
    const name = { ...box, width: box.width - noteWidth, height: 11 };
    const used = text.set(panel.number, name, { size: 8, bold: true, colour: INK });
    const note = { ...box, left: box.left + box.width - noteWidth, width: noteWidth, height: 11 };
    text.set(panel.note, note, { size: 7.5, colour: QUIET, align: 'right' });
    let top = box.top + used + 1;
    for (const { label, text: words } of panel.lines) {
      const shown = label === null ? words : `${label}: ${words}`;
      top += text.set(shown, { ...box, top, height: bottom - top }, { size: 7.5, colour: INK }) + 1;
    }
  };
  root.add(doc.struct('P', {}, [draw]));
}
