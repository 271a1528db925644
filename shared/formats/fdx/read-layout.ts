import type {
  DialogueBreaks,
  PageEdge,
  ParagraphLayout,
  SceneBreaks,
  ScriptLayout,
  StyleLayout,
} from '#shared/screenplay/index.ts';
import { readNumber } from './numbers.ts';
import { readEdge } from './page-edges.ts';
import { childOf, childrenOf, type XmlElement } from './xml-tree.ts';

type Attributes = Readonly<Record<string, string>>;

/** The settings that decide where lines and pages end, out of the parts that stand beside a script's content. */
export function readLayout(parts: readonly XmlElement[]): ScriptLayout {
  const part = (name: string) => parts.find((element) => element.name === name);
  const layout = part('PageLayout')?.attributes ?? {};
  const size = childOf(part('PageLayout'), 'PageSize')?.attributes ?? {};
  const [width, height] = [readNumber(size['Width']), readNumber(size['Height'])];
  const edges = part('HeaderAndFooter');
  const headers = edges?.attributes;
  const mores = part('MoresAndContinueds');
  const numbers = part('SceneNumberOptions')?.attributes;
  return defined({
    paper: width && height ? { width, height } : undefined,
    margins: defined({
      top: readNumber(layout['TopMargin']),
      bottom: readNumber(layout['BottomMargin']),
      header: readNumber(layout['HeaderMargin']),
      footer: readNumber(layout['FooterMargin']),
    }),
    leading: layout['DocumentLeading'],
    breaksAtSentences: yes(layout['BreakDialogueAndActionAtSentences']),
    styles: readStyles(parts.filter((element) => element.name === 'ElementSettings')),
    dialogueBreaks: mores && readDialogueBreaks(childOf(mores, 'DialogueBreaks')?.attributes ?? {}),
    sceneBreaks: mores && readSceneBreaks(childOf(mores, 'SceneBreaks')?.attributes ?? {}),
    header: edges && readPageEdge(edges, 'Header'),
    footer: edges && readPageEdge(edges, 'Footer'),
    startingPage: readNumber(headers?.['StartingPage']),
    sceneNumbers: numbers && {
      left: numbers['ShowNumbersOnLeft'] !== 'No',
      right: numbers['ShowNumbersOnRight'] !== 'No',
      ...defined({
        leftLocation: readNumber(numbers['LeftLocation']),
        rightLocation: readNumber(numbers['RightLocation']),
      }),
    },
  });
}

function readStyles(settings: readonly XmlElement[]): Record<string, StyleLayout> {
  const styles = new Map<string, StyleLayout>();
  for (const setting of settings) {
    const name = setting.attributes['Type'];
    if (name === undefined) continue;
    const spec = childOf(setting, 'ParagraphSpec')?.attributes ?? {};
    const font = (childOf(setting, 'FontSpec')?.attributes['Style'] ?? '').split('+');
    styles.set(name, {
      ...readPlace(spec),
      ...defined({ startsNewPage: yes(spec['StartsNewPage']) }),
      ...defined({ paginateAs: childrenOf(setting, 'Behavior')[0]?.attributes['PaginateAs'] }),
      bold: font.includes('Bold'),
      italic: font.includes('Italic'),
      underline: font.includes('Underline'),
      allCaps: font.includes('AllCaps'),
      hidden: font.includes('HiddenText'),
    });
  }
  return Object.fromEntries(styles);
}

const ALIGNMENTS: Readonly<Record<string, StyleLayout['alignment']>> = {
  Left: 'left',
  Center: 'center',
  Right: 'right',
  Full: 'full',
};

/** What the attributes of one paragraph say about its place. Where they begin a page, that is a page break of its own. */
export function readParagraphLayout(attributes: Attributes): ParagraphLayout {
  return { ...readPlace(attributes), ...(attributes['StartsNewPage'] === 'No' && { startsNewPage: false }) };
}

function readPlace(attributes: Attributes) {
  return defined({
    alignment: ALIGNMENTS[attributes['Alignment'] ?? ''],
    leftIndent: readNumber(attributes['LeftIndent']),
    rightIndent: readNumber(attributes['RightIndent']),
    firstIndent: readNumber(attributes['FirstIndent']),
    spaceBefore: readNumber(attributes['SpaceBefore']),
    spacing: readNumber(attributes['Spacing']),
  });
}

function readDialogueBreaks(attributes: Attributes): DialogueBreaks {
  return defined({
    more: attributes['DialogueBottom'],
    continued: attributes['DialogueTop'],
    bottomOfPage: yes(attributes['BottomOfPage']),
    topOfNext: yes(attributes['TopOfNext']),
    automaticContinueds: yes(attributes['AutomaticCharacterContinueds']),
  });
}

function readSceneBreaks(attributes: Attributes): SceneBreaks {
  return defined({
    bottom: attributes['SceneBottom'],
    top: attributes['SceneTop'],
    bottomOfPage: yes(attributes['SceneBottomOfPage']),
    topOfNext: yes(attributes['SceneTopOfNext']),
    numbered: yes(attributes['ContinuedNumber']),
  });
}

function readPageEdge(element: XmlElement, name: 'Header' | 'Footer'): PageEdge {
  const { [`${name}Visible`]: shown, [`${name}FirstPage`]: first } = element.attributes;
  const lines = readEdge(childOf(element, name));
  return { visible: shown === 'Yes', onFirstPage: first === 'Yes', ...(lines && { lines }) };
}

function yes(value: string | undefined): boolean | undefined {
  return value === undefined ? undefined : value === 'Yes';
}

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The object without the fields that are undefined. */
function defined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}
