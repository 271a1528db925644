import { isOutline, paperOf, typeOfStyle, type Paper, type ScriptLayout } from '#shared/screenplay/index.ts';
import { paperSettings, type Continuations } from './settings.ts';
import type { ElementLayout, PageSettings } from './settings.ts';
import { withStyle } from './with-style.ts';

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
    header: { ...base.header, ...layout.header },
    footer: { ...base.footer, ...layout.footer },
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
