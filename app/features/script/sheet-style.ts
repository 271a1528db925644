import type { CSSProperties } from 'react';
import { cellsBetween, PITCH, type ElementLayout, type PageSettings } from '#shared/pagination/index.ts';
import { PX_PER_POINT, sheetHeight } from './page-marks.ts';

const PLACED = ['action', 'character', 'parenthetical', 'dialogue', 'transition', 'centered'] as const;
const POINTS_PER_INCH = 72;
/** Inches by which a column is wider than its cells, so that rounding breaks no line; less than a cell. */
const SLACK = 0.03;
/** Where the page number ends: server/exports prints it there. */
const NUMBER_RIGHT = 7.25;

/** The paper and where each type stands on it, for script-pane.module.css. */
export function sheetStyle(settings: PageSettings): CSSProperties {
  const width = settings.paper.width / POINTS_PER_INCH;
  const properties: Record<string, string> = {
    '--paper-width': `${width}in`,
    '--paper-height': `${sheetHeight(settings)}px`,
    '--paper-top': `${settings.margins.top * PX_PER_POINT}px`,
    '--shot-gap': `${settings.elements.shot.spaceBefore * PX_PER_POINT}px`,
    '--number-top': `${settings.margins.header * PX_PER_POINT}px`,
    '--number-right': `${width - NUMBER_RIGHT}in`,
  };
  for (const type of PLACED) {
    const [left, right] = columnOf(settings.elements[type]);
    properties[`--${type}-left`] = `${left}in`;
    properties[`--${type}-right`] = `${width - right}in`;
  }
  return properties;
}

/** As many whole cells as pagination counts between two indents, and the slack where no line begins or ends. */
function columnOf({ left, right, alignment }: ElementLayout): readonly [number, number] {
  const cells = cellsBetween(left, right) / PITCH;
  if (alignment === 'right') return [right - cells - SLACK, right];
  if (alignment === 'center') return [left - SLACK / 2, right + SLACK / 2];
  return [left, left + cells + SLACK];
}
