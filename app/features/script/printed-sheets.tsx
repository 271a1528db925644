import { parseEmphasis } from '#shared/formats/fountain/index.ts';
import {
  footerOf,
  headerOf,
  layoutOf,
  layoutTitlePage,
  ON_BOTH_SIDES,
  printedLine,
  textCells,
  type PageLine,
  type PageSettings,
  type Pagination,
  type PrintedLine,
} from '#shared/pagination/index.ts';
import { styledPieces, type ScriptElement, type TitlePage } from '#shared/screenplay/index.ts';
import css from './print-sheets.module.css';
import { PX_PER_POINT, today } from './page-marks.ts';

interface SheetsProps {
  readonly pagination: Pagination;
  readonly titlePage: TitlePage;
}

/** A script's pages as they are printed, over a page of the browser each. */
export function PrintedSheets({ pagination, titlePage }: SheetsProps) {
  const { pages, elements, settings } = pagination;
  const { paper, margins } = settings;
  const byId = new Map(elements.map((element) => [element.id, element]));
  const top = (row: number) => margins.top * PX_PER_POINT + row * ROW;
  const sheet = css[paper.height > US_LETTER_HEIGHT ? 'a4' : 'letter'];
  const title = titleLines(titlePage, pagination);
  return (
    <div className={css['sheets']} data-print="">
      {title.length > 0 && (
        <div className={sheet}>
          {title.map(({ row, left, ...line }) => (
            <Line key={row} line={line} left={left} top={top(row)} />
          ))}
        </div>
      )}
      {pages.map((page, index) => (
        <div key={index} className={sheet}>
          {edgesOf(settings, index).map((line, at) => (
            <Line key={at} line={line} left={line.left} top={line.top * PX_PER_POINT} />
          ))}
          {page.lines.map((line, at) => {
            const element = byId.get(line.element);
            return element && <ScriptLine key={at} {...{ line, element, pagination }} top={top(line.row)} />;
          })}
        </div>
      ))}
    </div>
  );
}

const ROW = 16;
const US_LETTER_HEIGHT = 792;
const SCENE_NUMBERS = [ON_BOTH_SIDES.leftLocation, ON_BOTH_SIDES.rightLocation] as const;
const CELL_INCHES = 0.1;

function titleLines(titlePage: TitlePage, { settings }: Pagination) {
  const fields = Object.entries(titlePage).map(([key, lines]) => ({
    key,
    lines: lines.map((line) => parseEmphasis(line)),
  }));
  const { left, right } = settings.elements.centered;
  return layoutTitlePage(fields, settings).map((line) => ({
    ...line,
    left: line.alignment === 'center' ? (left + right - textCells(line.text) * CELL_INCHES) / 2 : left,
  }));
}

function edgesOf(settings: PageSettings, index: number) {
  const page = { index, date: today() };
  return [...headerOf(settings, page), ...footerOf(settings, page)];
}

interface ScriptLineProps {
  readonly line: PageLine;
  readonly element: ScriptElement;
  readonly pagination: Pagination;
  readonly top: number;
}

function ScriptLine({ line, element, pagination: { settings }, top }: ScriptLineProps) {
  const numbered = element.type === 'scene_heading' && line.role === 'text' && line.from === 0;
  return (
    <>
      <Line line={printedLine(line, element, layoutOf(settings, element))} left={line.left} top={top} />
      {numbered &&
        element.number !== undefined &&
        SCENE_NUMBERS.map((left) => (
          <Line key={left} line={{ text: element.number ?? '', styles: [] }} left={left} top={top} />
        ))}
    </>
  );
}

interface LineProps {
  readonly line: PrintedLine;
  readonly left: number;
  readonly top: number;
}

function Line({ line, left, top }: LineProps) {
  return (
    <div className={css['line']} style={{ left: `${left}in`, top }}>
      {styledPieces(line).map(({ from, text, styles }) => (
        <span key={from} className={styles.map((style) => css[style]).join(' ')}>
          {text}
        </span>
      ))}
    </div>
  );
}
