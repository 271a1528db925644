import type { EdgeLine } from '#shared/screenplay/index.ts';
import type { Attributes } from './kept.ts';
import { PAGE_NUMBER, writeEdge } from './page-edges.ts';
import { indented, writeElement } from './write-xml.ts';

/*
 * What stands in a new file beside the script: the page of Final Draft's own US Letter template, which is also where it
 * breaks pages. Only what decides the look of the page; the rest Final Draft fills in.
 */

interface Style {
  readonly alignment?: 'Center' | 'Right';
  readonly first?: string;
  readonly left: string;
  readonly right: string;
  /** Points above. */
  readonly space: number;
  readonly font?: string;
  readonly newPage?: boolean;
  /** Where it is not the style's own name. */
  readonly as?: string;
  /** What Return and Tab give. */
  readonly keys: readonly [string, string];
}

const OUTLINE = { left: '0.88', right: '7.50', space: 12, font: 'Bold+HiddenText', as: 'Outline' } as const;

const STYLES: Readonly<Record<string, Style>> = {
  General: { left: '1.50', right: '7.50', space: 0, keys: ['General', 'General'] },
  'Scene Heading': { left: '1.50', right: '7.50', space: 24, font: 'AllCaps', keys: ['Action', 'Action'] },
  Action: { left: '1.50', right: '7.50', space: 12, keys: ['Action', 'Character'] },
  Character: { left: '3.50', right: '7.25', space: 12, font: 'AllCaps', keys: ['Dialogue', 'Parenthetical'] },
  Parenthetical: { left: '3.00', right: '5.50', first: '-0.10', space: 0, keys: ['Dialogue', 'Dialogue'] },
  Dialogue: { left: '2.50', right: '6.00', space: 0, keys: ['Action', 'Parenthetical'] },
  Transition: {
    alignment: 'Right',
    left: '5.50',
    right: '7.10',
    space: 12,
    font: 'AllCaps',
    keys: ['Scene Heading', 'Scene Heading'],
  },
  Shot: { left: '1.50', right: '7.50', space: 24, font: 'AllCaps', as: 'Scene Heading', keys: ['Action', 'Action'] },
  'Cast List': { left: '1.50', right: '7.50', space: 0, font: 'AllCaps', as: 'Action', keys: ['Action', 'Action'] },
  'New Act': {
    alignment: 'Center',
    left: '1.00',
    right: '7.50',
    space: 12,
    font: 'Bold+Underline+AllCaps',
    newPage: true,
    as: 'Scene Heading',
    keys: ['Scene Heading', 'Scene Heading'],
  },
  'End of Act': {
    alignment: 'Center',
    left: '1.00',
    right: '7.50',
    space: 24,
    font: 'Bold+Underline+AllCaps',
    as: 'Character',
    keys: ['New Act', 'New Act'],
  },
};

/** Styles that a file defines only where it has paragraphs in them. Hidden text is shown in the editor, never printed. */
const RARE: Readonly<Record<string, Style>> = {
  Lyrics: { left: '2.50', right: '6.00', space: 0, font: 'Italic', as: 'Dialogue', keys: ['Lyrics', 'Action'] },
  Summary: { ...OUTLINE, font: 'HiddenText', as: 'Outline Body', keys: ['Summary', 'Summary'] },
  Note: { ...OUTLINE, font: 'Italic+HiddenText', keys: ['Action', 'Action'] },
};

const FONT = { AdornmentStyle: '0', Font: 'Courier Final Draft', RevisionID: '0', Size: '12' };

/** The parts of a new file that stand after its content, with the styles that its paragraphs use. */
export function newParts(used: ReadonlySet<string>): string[] {
  const rare = [...used].flatMap((name): [string, Style][] => {
    const style = RARE[name] ?? (name.startsWith('Outline ') ? { ...OUTLINE, keys: ['Action', 'Action'] } : undefined);
    return style ? [[name, style]] : [];
  });
  const settings = [...Object.entries(STYLES), ...rare].map(([name, style]) => writeStyle(name, style));
  return [HEADER, PAGE_LAYOUT, ...settings, MORES, SCENE_NUMBERS];
}

function writeStyle(name: string, style: Style): string {
  const spec = {
    Alignment: style.alignment ?? 'Left',
    FirstIndent: style.first ?? '0.00',
    Leading: 'Regular',
    LeftIndent: style.left,
    RightIndent: style.right,
    SpaceBefore: String(style.space),
    Spacing: '1',
    StartsNewPage: style.newPage ? 'Yes' : 'No',
  };
  return writeElementSettings(name, style.font ?? '', spec, { PaginateAs: style.as ?? name });
}

/** The settings of a style, as Final Draft writes them. `font` names what its letters are: `Bold+AllCaps`. */
export function writeElementSettings(name: string, font: string, spec: Attributes, behavior: Attributes): string {
  const [ReturnKey, TabKey] = (STYLES[name] ?? RARE[name])?.keys ?? ['Action', 'Action'];
  const parts = [
    writeElement({ name: 'FontSpec', attributes: { ...FONT, Style: font } }, ''),
    writeElement({ name: 'ParagraphSpec', attributes: spec }, ''),
    writeElement({ name: 'Behavior', attributes: { ...behavior, ReturnKey, TabKey } }, ''),
  ];
  return writeElement({ name: 'ElementSettings', attributes: { Type: name } }, indented(parts, 4));
}

const PLAIN_FONT = { ...FONT, Style: '' };
const FONT_SPEC = writeElement({ name: 'FontSpec', attributes: PLAIN_FONT }, '');

/** Where nothing is said of them, the header is the page's number and there is no footer. */
export function writeHeaderAndFooter(
  attributes: Attributes,
  header: readonly EdgeLine[] = PAGE_NUMBER,
  footer: readonly EdgeLine[] = [],
): string {
  const edges = [writeEdge('Header', header), ...(footer.length > 0 ? [writeEdge('Footer', footer)] : [])];
  return writeElement({ name: 'HeaderAndFooter', attributes }, indented(edges, 4));
}

export function writePageLayout(attributes: Attributes, size: Attributes | null): string {
  const parts = size ? [writeElement({ name: 'PageSize', attributes: size }, '')] : [];
  return writeElement({ name: 'PageLayout', attributes }, indented(parts, 4));
}

export function writeContinueds(dialogue: Attributes, scene: Attributes): string {
  const parts = [
    FONT_SPEC,
    writeElement({ name: 'DialogueBreaks', attributes: dialogue }, ''),
    writeElement({ name: 'SceneBreaks', attributes: scene }, ''),
  ];
  return writeElement({ name: 'MoresAndContinueds', attributes: {} }, indented(parts, 4));
}

export function writeSceneNumberOptions(attributes: Attributes): string {
  return writeElement({ name: 'SceneNumberOptions', attributes }, indented([FONT_SPEC], 4));
}

const HEADER = writeHeaderAndFooter({
  ...{ FooterFirstPage: 'Yes', FooterVisible: 'No', HeaderFirstPage: 'No', HeaderVisible: 'Yes', StartingPage: '1' },
});
const PAGE_LAYOUT = writePageLayout(
  {
    ...{ TopMargin: '72', BottomMargin: '72', HeaderMargin: '36', FooterMargin: '36' },
    ...{ BreakDialogueAndActionAtSentences: 'Yes', DocumentLeading: 'Normal' },
  },
  { Height: '11.00', Width: '8.50' },
);
const MORES = writeContinueds(
  {
    ...{ DialogueBottom: '(MORE)', DialogueTop: "(CONT'D)", BottomOfPage: 'Yes', TopOfNext: 'Yes' },
    AutomaticCharacterContinueds: 'No',
  },
  {
    ...{ SceneBottom: '(CONTINUED)', SceneTop: 'CONTINUED:', SceneBottomOfPage: 'No', SceneTopOfNext: 'No' },
    ContinuedNumber: 'No',
  },
);
const SCENE_NUMBERS = writeSceneNumberOptions({
  ...{ LeftLocation: '0.75', RightLocation: '7.38', ShowNumbersOnLeft: 'Yes', ShowNumbersOnRight: 'Yes' },
});
