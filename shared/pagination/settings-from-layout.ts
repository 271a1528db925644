import type { ElementId } from '#shared/lib/ids.ts';
import {
  isOutline,
  paperOf,
  typeOfStyle,
  type Paper,
  type ScriptElement,
  type ScriptLayout,
  type StyleLayout,
} from '#shared/screenplay/index.ts';
import { layoutOf } from './block.ts';
import { breaksAsOf, LINE, paperSettings, type Continuations } from './settings.ts';
import type { ElementLayout, PageSettings } from './settings.ts';

/**
 * The settings that a script file asks for: Final Draft's own for its paper, with what the file says in their place. A
 * `paper` that was asked for wins over the file's, and with it that paper's margins. Line spacing `Tight` and its kind is
 * left as normal: how tight Final Draft makes it is written down nowhere.
 */
export function settingsFromLayout(layout: ScriptLayout | null, paper?: Paper): PageSettings {
  if (!layout) return paperSettings(paper ?? 'letter');
  const stored = paperOf(layout);
  const base = paperSettings(paper ?? stored);
  const kept = paper === undefined || paper === stored;
  const { elements, styles } = readStyles(base, layout);
  return {
    ...base,
    ...(kept && layout.paper && { paper: { width: layout.paper.width * 72, height: layout.paper.height * 72 } }),
    margins: kept ? { ...base.margins, ...layout.margins } : base.margins,
    elements,
    styles,
    continuations: continuationsOf(base.continuations, layout),
    firstPage: layout.startingPage ?? base.firstPage,
    breaksAtSentences: layout.breaksAtSentences ?? base.breaksAtSentences,
  };
}

function readStyles(base: PageSettings, layout: ScriptLayout): Pick<PageSettings, 'elements' | 'styles'> {
  const elements = { ...base.elements };
  const styles = new Map<string, ElementLayout>();
  for (const [name, style] of Object.entries(layout.styles)) {
    const type = typeOfStyle(name);
    if (type && !isOutline(type)) elements[type] = withStyle(elements[type], style);
    else styles.set(name, withStyle(base.elements.general, style));
  }
  // A centred line is action, or where it says so General, that stands in the middle.
  const { left, right } = elements.action;
  elements.centered = { ...elements.centered, left, right };
  if (layout.styles['General']) styles.set('General', { ...elements.general, alignment: 'center' });
  return { elements, styles: Object.fromEntries(styles) };
}

function withStyle(base: ElementLayout, style: StyleLayout): ElementLayout {
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

/** The settings for a script in which single paragraphs say how they stand; `ownLayout` gives what they say. */
export function withOwnLayouts(
  settings: PageSettings,
  elements: readonly ScriptElement[],
  ownLayout: (element: ScriptElement) => StyleLayout,
): PageSettings {
  const paragraphs = new Map<ElementId, ElementLayout>();
  for (const element of elements) {
    const own = ownLayout(element);
    if (Object.keys(own).length === 0) continue;
    const layout = withStyle(layoutOf(settings, element), own);
    // A page that the paragraph begins is a page break of its own before it.
    paragraphs.set(element.id, { ...layout, startsNewPage: false });
  }
  return paragraphs.size === 0 ? settings : { ...settings, paragraphs };
}

function continuationsOf(base: Continuations, { dialogueBreaks, sceneBreaks }: ScriptLayout): Continuations {
  const shown = (text: string | undefined, show: boolean | undefined, usual: string) =>
    show === false ? '' : (text ?? usual);
  return {
    more: shown(dialogueBreaks?.more, dialogueBreaks?.bottomOfPage, base.more),
    contd: shown(dialogueBreaks?.continued, dialogueBreaks?.topOfNext, base.contd),
    // Final Draft writes automatic ones into the script, where they are read from.
    automaticContd: base.automaticContd,
    sceneBottom: sceneBreaks?.bottomOfPage ? (sceneBreaks.bottom ?? '(CONTINUED)') : base.sceneBottom,
    sceneTop: sceneBreaks?.topOfNext ? (sceneBreaks.top ?? 'CONTINUED:') : base.sceneTop,
    sceneCounted: sceneBreaks?.numbered ?? base.sceneCounted,
  };
}
