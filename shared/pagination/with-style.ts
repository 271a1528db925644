import { typeOfStyle, type StyleLayout } from '#shared/screenplay/index.ts';
import { breaksAsOf, LINE, type ElementLayout } from './settings.ts';

/** How paragraphs stand that say this of their place, and are as `base` in all that they leave out. */
export function withStyle(base: ElementLayout, style: StyleLayout): ElementLayout {
  const { alignment, paginateAs, spacing } = style;
  return {
    left: style.leftIndent ?? base.left,
    right: style.rightIndent ?? base.right,
    firstIndent: style.firstIndent ?? base.firstIndent,
    alignment: alignment === undefined ? base.alignment : alignment === 'full' ? 'left' : alignment,
    spaceBefore: style.spaceBefore ?? base.spaceBefore,
    lineHeight: spacing === undefined ? base.lineHeight : Math.max(1, Math.round(spacing * LINE)),
    startsNewPage: style.startsNewPage ?? base.startsNewPage,
    breaksAs: paginateAs === undefined ? base.breaksAs : breaksAsOf(typeOfStyle(paginateAs)),
    capitals: style.allCaps ?? base.capitals,
    bold: style.bold ?? base.bold,
    italic: style.italic ?? base.italic,
    underline: style.underline ?? base.underline,
    hidden: style.hidden ?? base.hidden,
  };
}
