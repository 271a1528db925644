import type { ScriptLayout, ScriptParagraph } from '#shared/screenplay/index.ts';
import { elementOf, keptDocument, keptParagraph } from './kept.ts';
import { readLayout } from './read-layout.ts';
import { eighthsOf } from './scene-properties.ts';
import type { Kept } from '#shared/screenplay/index.ts';

/** What the program that saved a file noted of one scene. */
export interface StoredScene {
  /** Index of the heading among the elements. */
  readonly element: number;
  /** The page it begins on, as printed. */
  readonly page: string | null;
  readonly eighths: number | null;
}

/** The scenes of which the file notes a page or a length. They were true when it was saved. */
export function storedScenes(elements: readonly ScriptParagraph[]): StoredScene[] {
  return elements.flatMap(({ type, kept }, element) => {
    if (type !== 'scene_heading' || !kept) return [];
    const properties = keptParagraph(kept).parts?.find(([, xml]) => xml.startsWith('<SceneProperties'));
    const { Page: page, Length: length } = elementOf(properties?.[1])?.attributes ?? {};
    const eighths = eighthsOf(length);
    return page === undefined && eighths === null ? [] : [{ element, page: page ?? null, eighths }];
  });
}

/** The page that a script from a Final Draft file asks for, also after it has been in a project. */
export function layoutOf(kept: Kept | undefined): ScriptLayout {
  const parts = keptDocument(kept)?.parts ?? [];
  return readLayout(parts.flatMap((xml) => elementOf(xml) ?? []));
}
