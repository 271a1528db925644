import type { CSSProperties } from 'react';
import type { ElementAttributes } from '#shared/editor/index.ts';
import {
  cellsBetween,
  layoutBeside,
  layoutOf,
  PITCH,
  type ElementLayout,
  type PageSettings,
} from '#shared/pagination/index.ts';
import { ELEMENT_TYPES, isOutline, type ElementType } from '#shared/screenplay/index.ts';
import { PX_PER_POINT, sheetHeight } from './page-marks.ts';

const PRINTED = ELEMENT_TYPES.filter((type) => !isOutline(type));
const POINTS_PER_INCH = 72;
/** Inches by which a column is wider than its cells, so that rounding breaks no line; less than a cell. */
const SLACK = 0.03;
/** Inches left of the second column of a dual dialogue, for the bar of a boarded line: less than lies between the columns. */
const GUTTER = 0.3;

/** The paper and where each type stands on it, for script-pane.module.css. */
export function sheetStyle(settings: PageSettings): CSSProperties {
  const width = settings.paper.width / POINTS_PER_INCH;
  const properties: Record<string, string> = {
    '--paper-width': `${width}in`,
    '--paper-height': `${sheetHeight(settings)}px`,
    '--paper-top': `${settings.margins.top * PX_PER_POINT}px`,
    '--middle': `${layoutBeside(settings, 'right', 'dialogue').left - GUTTER}in`,
  };
  for (const type of PRINTED) {
    for (const [name, value] of Object.entries(lookOf(settings.elements[type], width))) {
      properties[`--${type}-${name}`] = value;
    }
  }
  return properties;
}

/** The same for a line that says itself how it stands, or that has a style with no type here; null for any other. */
export function ownLook(settings: PageSettings, element: ElementAttributes): Readonly<Record<string, string>> | null {
  if (element.style === null) return null;
  const { name: style, layout } = element.style;
  const stands = { type: element.type, ...(style !== undefined && { style }), ...(layout && { layout }) };
  const look = lookOf(layoutOf(settings, stands), settings.paper.width / POINTS_PER_INCH);
  return Object.fromEntries(Object.entries(look).map(([name, value]) => [`--own-${name}`, value]));
}

/** How a line stands in one of two columns, as an element's own style. Its letters are those of its type. */
export function lookBeside(settings: PageSettings, layout: ElementLayout, type: ElementType): string {
  const { left, right, gap, indent, align } = lookOf(layout, settings.paper.width / POINTS_PER_INCH);
  // Above the two cues stands what stands above any.
  const above = type === 'character' ? '' : ` --gap: ${gap};`;
  return `--left: ${left}; --right: ${right};${above} text-align: ${align}; text-indent: ${indent};`;
}

function lookOf(layout: ElementLayout, width: number) {
  const [left, right] = columnOf(layout);
  return {
    left: `${left}in`,
    right: `${width - right}in`,
    gap: `${layout.spaceBefore * PX_PER_POINT}px`,
    line: `${layout.lineHeight * PX_PER_POINT}px`,
    indent: `${layout.firstIndent}in`,
    // What reads from the right begins there on the screen.
    align: layout.alignment === 'left' ? 'start' : layout.alignment,
    case: layout.capitals ? 'uppercase' : 'none',
    weight: layout.bold ? '700' : '400',
    slant: layout.italic ? 'italic' : 'normal',
    underline: layout.underline ? 'underline' : 'none',
  };
}

/** As many whole cells as pagination counts between two indents, and the slack where no line begins or ends. */
function columnOf({ left, right, alignment }: ElementLayout): readonly [number, number] {
  const cells = cellsBetween(left, right) / PITCH;
  if (alignment === 'right') return [right - cells - SLACK, right];
  if (alignment === 'center') return [left - SLACK / 2, right + SLACK / 2];
  return [left, left + cells + SLACK];
}
