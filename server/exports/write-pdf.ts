import PDFDocument from 'pdfkit';
import { parseEmphasis } from '#shared/formats/fountain/index.ts';
import {
  edgeDate,
  footerOf,
  headerOf,
  layoutOf,
  layoutTitlePage,
  LINE,
  ON_BOTH_SIDES,
  paginate,
  PITCH,
  printedLine,
  textCells,
  type Page,
  type PageLine,
  type PageSettings,
  type TitleField,
} from '#shared/pagination/index.ts';
import type { ScriptElement, ScriptLayout, TitlePage } from '#shared/screenplay/index.ts';
import { Pen, POINTS_PER_INCH } from './pen.ts';
import { MAX_PAGES, TooManyPages } from './too-many-pages.ts';
import { collectPdf, type WrittenPdf } from './written-pdf.ts';

export interface PdfRequest {
  readonly titlePage: TitlePage;
  readonly elements: readonly ScriptElement[];
  readonly settings: PageSettings;
  /** The file's own word on page numbers and scene numbers, where the script came from one. */
  readonly layout?: ScriptLayout | null;
  /** Stands in the document's information. The same request gives the same bytes. */
  readonly createdAt: Date;
  /** Large and grey across every page. */
  readonly watermark?: string;
  /** At the head and foot of every page of the script, on the left. */
  readonly header?: string;
  readonly footer?: string;
}

/** Inches from the paper's left edge, as Final Draft places it. */
const MARK_LEFT = 7.75;

/** Prints a script exactly as pagination lays it out: tagged, with a bookmark for every scene. Rejects with TooManyPages. */
export async function writePdf(request: PdfRequest): Promise<WrittenPdf> {
  const { pages } = paginate(request.elements, request.settings);
  if (pages.length > MAX_PAGES) throw new TooManyPages(pages.length);
  const doc = openDocument(request);
  const done = collectPdf(doc);
  const pen = new Pen(doc);
  const root = doc.struct('Document');
  doc.addStructure(root);
  const sheet: Sheet = {
    ...{ doc, pen, root, request, settings: request.settings },
    elements: new Map(request.elements.map((element) => [element.id, element])),
  };
  const titled = drawTitlePage(sheet);
  for (const [index, page] of pages.entries()) drawPage(sheet, page, index);
  if (pages.length === 0 && !titled) addPage(sheet);
  doc.end();
  return { bytes: await done, pages: pages.length, missing: pen.missing };
}

interface Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly pen: Pen;
  readonly root: PDFKit.PDFStructureElement;
  readonly request: PdfRequest;
  readonly settings: PageSettings;
  readonly elements: ReadonlyMap<string, ScriptElement>;
}

function openDocument({ titlePage, settings, createdAt }: PdfRequest): PDFKit.PDFDocument {
  const title = fieldText(titlePage, 'title');
  const author = fieldText(titlePage, 'author') || fieldText(titlePage, 'authors');
  return new PDFDocument({
    autoFirstPage: false,
    size: [settings.paper.width, settings.paper.height],
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: 'en',
    info: {
      Title: title || 'Untitled',
      ...(author && { Author: author }),
      Creator: 'Beatboard',
      Producer: 'Beatboard',
      CreationDate: createdAt,
      ModDate: createdAt,
    },
  });
}

function fieldText(titlePage: TitlePage, name: string): string {
  const key = Object.keys(titlePage).find((each) => each.toLowerCase() === name);
  const lines = key === undefined ? [] : (titlePage[key] ?? []);
  return lines.map((line) => parseEmphasis(line).text.trim()).join(' ');
}

/** Draws the title page, if there is anything to say on it. */
function drawTitlePage(sheet: Sheet): boolean {
  const { doc, pen, root, request, settings } = sheet;
  const fields = Object.entries(request.titlePage).map(([key, lines]): TitleField => ({
    key,
    lines: lines.map((line) => parseEmphasis(line)),
  }));
  const lines = layoutTitlePage(fields, settings);
  if (lines.length === 0) return false;
  addPage(sheet);
  const { left, right } = settings.elements.centered;
  const middle = ((left + right) / 2) * POINTS_PER_INCH;
  for (const [i, line] of lines.entries()) {
    const top = settings.margins.top + line.row * LINE;
    const half = (textCells(line.text) / PITCH / 2) * POINTS_PER_INCH;
    const draw = () => pen.write(line, line.alignment === 'center' ? middle - half : left * POINTS_PER_INCH, top);
    root.add(doc.struct(i === 0 ? 'H1' : 'P', {}, [draw]));
  }
  return true;
}

function addPage({ doc, request, settings }: Sheet): void {
  doc.addPage();
  if (request.watermark === undefined) return;
  const { width, height } = settings.paper;
  doc.markContent('Artifact', { type: 'Page' });
  doc.save();
  doc.rotate(-Math.atan2(height, width) * (180 / Math.PI), { origin: [width / 2, height / 2] });
  const size = Math.min(96, (1.4 * width) / Math.max(request.watermark.length * 0.6, 1));
  doc.font('Helvetica', size).fillColor('#e4e4e4');
  doc.text(request.watermark, 0, height / 2, { width, align: 'center', lineBreak: false, baseline: 'middle' });
  doc.restore();
  doc.fillColor('black');
  doc.endMarkedContent();
}

function drawPage(sheet: Sheet, page: Page, index: number): void {
  addPage(sheet);
  drawEdges(sheet, index);
  for (let from = 0; from < page.lines.length;) {
    const to = endOfParagraph(page.lines, from);
    drawParagraph(sheet, page.lines.slice(from, to));
    from = to;
  }
}

/** Lines of one paragraph are one element of the document's structure; added words are none of its text. */
function endOfParagraph(lines: readonly PageLine[], from: number): number {
  const first = lines[from];
  let to = from + 1;
  while (first && lines[to]?.element === first.element && lines[to]?.role === first.role) to++;
  return to;
}

function drawParagraph(sheet: Sheet, lines: readonly PageLine[]): void {
  const { doc, root, elements } = sheet;
  const first = lines[0];
  const element = first && elements.get(first.element);
  if (!first || !element) return;
  const draw = () => {
    for (const line of lines) drawLine(sheet, line, element);
  };
  if (first.role !== 'text') {
    doc.markContent('Artifact', { type: 'Pagination' });
    draw();
    doc.endMarkedContent();
    return;
  }
  const isHeading = element.type === 'scene_heading' && first.from === 0;
  if (isHeading) addBookmark(sheet, first, element);
  root.add(doc.struct(isHeading ? 'H2' : 'P', {}, [draw]));
  if (isHeading) drawSceneNumbers(sheet, first, element);
  drawMarks(sheet, lines, element);
}

function drawLine({ pen, settings }: Sheet, line: PageLine, element: ScriptElement): void {
  pen.write(
    printedLine(line, element, layoutOf(settings, element)),
    line.left * POINTS_PER_INCH,
    topOf(settings, line),
  );
}

function topOf({ margins }: PageSettings, { row }: PageLine): number {
  return margins.top + row * LINE;
}

function addBookmark({ doc, settings }: Sheet, line: PageLine, element: ScriptElement): void {
  const { text } = printedLine({ ...line, to: element.text.length }, element, layoutOf(settings, element));
  doc.outline.addItem(element.number === undefined ? text : `${element.number}  ${text}`);
}

/** On both sides of the heading, unless the file says otherwise. */
function drawSceneNumbers({ doc, pen, request, settings }: Sheet, line: PageLine, { number }: ScriptElement): void {
  const shown = request.layout?.sceneNumbers;
  if (number === undefined) return;
  const top = topOf(settings, line);
  doc.markContent('Artifact', { type: 'Layout' });
  const printed = { text: number, styles: [] };
  if (shown?.left !== false)
    pen.write(printed, (shown?.leftLocation ?? ON_BOTH_SIDES.leftLocation) * POINTS_PER_INCH, top);
  if (shown?.right !== false)
    pen.write(printed, (shown?.rightLocation ?? ON_BOTH_SIDES.rightLocation) * POINTS_PER_INCH, top);
  doc.endMarkedContent();
}

/** An asterisk in the margin of every line that a revision touched. */
function drawMarks({ doc, pen, settings }: Sheet, lines: readonly PageLine[], { runs = [] }: ScriptElement): void {
  const revised = runs.filter(({ revision }) => revision !== undefined);
  if (revised.length === 0) return;
  doc.markContent('Artifact', { type: 'Layout' });
  for (const line of lines) {
    if (revised.some(({ from, to }) => from < line.to && line.from < to))
      pen.write({ text: '*', styles: [] }, MARK_LEFT * POINTS_PER_INCH, topOf(settings, line));
  }
  doc.endMarkedContent();
}

/** What the script's file has at the head and foot of its pages, and what was asked for beside it. */
function drawEdges({ doc, pen, request, settings }: Sheet, index: number): void {
  const { header, footer, createdAt } = request;
  const { margins, paper } = settings;
  const page = { index, date: edgeDate(createdAt) };
  const left = settings.elements.action.left * POINTS_PER_INCH;
  const texts = [...headerOf(settings, page), ...footerOf(settings, page)];
  if (texts.length === 0 && header === undefined && footer === undefined) return;
  doc.markContent('Artifact', { type: 'Pagination' });
  for (const text of texts) pen.write(text, text.left * POINTS_PER_INCH, text.top);
  if (header !== undefined) pen.write({ text: header, styles: [] }, left, margins.header);
  if (footer !== undefined) pen.write({ text: footer, styles: [] }, left, paper.height - margins.footer - LINE);
  doc.endMarkedContent();
}
