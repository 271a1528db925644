import {
  sameLayout,
  type DialogueBreaks,
  type Kept,
  type ParagraphLayout,
  type SceneBreaks,
  type ScriptLayout,
  type StyleLayout,
} from '#shared/screenplay/index.ts';
import {
  writeContinueds,
  writeElementSettings,
  writeHeaderAndFooter,
  writePageLayout,
  writeSceneNumberOptions,
} from './defaults.ts';
import { keep, type Attributes } from './kept.ts';
import { CONTENT, NEW_FILE } from './new-file.ts';
import { inches } from './numbers.ts';
import { readParagraphLayout } from './read-layout.ts';

/**
 * The settings of a Final Draft file that states this page and no more: `layoutOf` reads it back. Undefined for the page
 * that a new file has.
 */
export function keptLayout(layout: ScriptLayout | null): Kept | undefined {
  return layout === null
    ? undefined
    : keep({ attributes: NEW_FILE, parts: [CONTENT, ...layoutParts(layout)], head: [] });
}

function layoutParts(layout: ScriptLayout): string[] {
  const { dialogueBreaks, sceneBreaks, sceneNumbers } = layout;
  const header = headerAttributes(layout);
  const page = pageAttributes(layout);
  const size = layout.paper ? { Width: inches(layout.paper.width), Height: inches(layout.paper.height) } : null;
  return [
    ...(Object.keys(header).length > 0
      ? [writeHeaderAndFooter(header, layout.header?.lines, layout.footer?.lines)]
      : []),
    ...(size || Object.keys(page).length > 0 ? [writePageLayout(page, size)] : []),
    ...Object.entries(layout.styles).map(([name, style]) => writeStyle(name, style)),
    ...(dialogueBreaks || sceneBreaks
      ? [writeContinueds(dialogueAttributes(dialogueBreaks ?? {}), sceneAttributes(sceneBreaks ?? {}))]
      : []),
    ...(sceneNumbers ? [writeSceneNumberOptions(numberAttributes(sceneNumbers))] : []),
  ];
}

function headerAttributes({ header, footer, startingPage }: ScriptLayout): Attributes {
  return stated({
    HeaderVisible: yes(header?.visible),
    HeaderFirstPage: yes(header?.onFirstPage),
    FooterVisible: yes(footer?.visible),
    FooterFirstPage: yes(footer?.onFirstPage),
    StartingPage: number(startingPage),
  });
}

function pageAttributes({ margins = {}, leading, breaksAtSentences }: ScriptLayout): Attributes {
  return stated({
    TopMargin: number(margins.top),
    BottomMargin: number(margins.bottom),
    HeaderMargin: number(margins.header),
    FooterMargin: number(margins.footer),
    DocumentLeading: leading,
    BreakDialogueAndActionAtSentences: yes(breaksAtSentences),
  });
}

const ALIGNMENTS = { left: 'Left', center: 'Center', right: 'Right', full: 'Full' } as const;

function writeStyle(name: string, style: StyleLayout): string {
  const { bold, italic, underline, allCaps, hidden } = style;
  const font = { Bold: bold, Italic: italic, Underline: underline, AllCaps: allCaps, HiddenText: hidden };
  const spec = { ...placeAttributes(style), ...stated({ StartsNewPage: yes(style.startsNewPage) }) };
  const letters = Object.entries(font).flatMap(([letter, is]) => (is ? [letter] : []));
  return writeElementSettings(name, letters.join('+'), spec, stated({ PaginateAs: style.paginateAs }));
}

function placeAttributes(layout: Omit<ParagraphLayout, 'startsNewPage'>): Attributes {
  return stated({
    Alignment: layout.alignment && ALIGNMENTS[layout.alignment],
    FirstIndent: inches(layout.firstIndent),
    LeftIndent: inches(layout.leftIndent),
    RightIndent: inches(layout.rightIndent),
    SpaceBefore: number(layout.spaceBefore),
    Spacing: number(layout.spacing),
  });
}

/** The attributes of a paragraph that stands like this: as its file had them, if they said so. */
export function writeParagraphLayout(was: Attributes, layout: ParagraphLayout = {}): Attributes {
  if (sameLayout(readParagraphLayout(was), layout)) return was;
  const others = Object.entries(was).filter(([name]) => !LAYOUT_ATTRIBUTES.has(name));
  return {
    ...Object.fromEntries(others),
    ...placeAttributes(layout),
    ...stated({ StartsNewPage: yes(layout.startsNewPage) }),
  };
}

const LAYOUT_ATTRIBUTES: ReadonlySet<string> = new Set([
  ...['Alignment', 'FirstIndent', 'LeftIndent', 'RightIndent', 'SpaceBefore', 'Spacing', 'StartsNewPage'],
]);

function dialogueAttributes(breaks: DialogueBreaks): Attributes {
  return stated({
    DialogueBottom: breaks.more,
    DialogueTop: breaks.continued,
    BottomOfPage: yes(breaks.bottomOfPage),
    TopOfNext: yes(breaks.topOfNext),
    AutomaticCharacterContinueds: yes(breaks.automaticContinueds),
  });
}

function sceneAttributes(breaks: SceneBreaks): Attributes {
  return stated({
    SceneBottom: breaks.bottom,
    SceneTop: breaks.top,
    SceneBottomOfPage: yes(breaks.bottomOfPage),
    SceneTopOfNext: yes(breaks.topOfNext),
    ContinuedNumber: yes(breaks.numbered),
  });
}

function numberAttributes(numbers: NonNullable<ScriptLayout['sceneNumbers']>): Attributes {
  return stated({
    ShowNumbersOnLeft: yes(numbers.left),
    ShowNumbersOnRight: yes(numbers.right),
    LeftLocation: inches(numbers.leftLocation),
    RightLocation: inches(numbers.rightLocation),
  });
}

function stated(attributes: Readonly<Record<string, string | undefined>>): Attributes {
  const entries = Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}

function yes(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : value ? 'Yes' : 'No';
}

function number(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
