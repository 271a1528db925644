import { sameLayout, type Kept, type ParagraphLayout, type ScriptParagraph } from '#shared/screenplay/index.ts';
import { arrange } from './arrange.ts';
import { keptDocument, keptParagraph, keptRun } from './kept.ts';
import { readParagraphLayout } from './read-layout.ts';

/**
 * Whether a Final Draft file said more about the paragraph or its words than goes elsewhere: fonts, tags, and indents but
 * for those in `held`.
 */
export function hasForeignForm({ kept, layout, runs = [] }: ScriptParagraph, held: ParagraphLayout = {}): boolean {
  if (!sameLayout(layout, held)) return true;
  const { attributes = {}, parts = [] } = keptParagraph(kept);
  const form = Object.entries(attributes).filter(([name, value]) => name !== 'id' && !isHeld(name, value, held));
  if (form.length > 0 || parts.some(([, xml]) => !xml.startsWith('<SceneProperties'))) return true;
  return runs.some((run) => Object.keys(keptRun(run.kept).attributes ?? {}).length > 0);
}

function isHeld(name: string, value: string, held: ParagraphLayout): boolean {
  const said = readParagraphLayout({ [name]: value });
  return Object.keys(said).length > 0 && sameLayout({ ...held, ...said }, held);
}

/** The names of the parts beside the script that its Final Draft file had something in. */
export function foreignSettings(kept: Kept | undefined): string[] {
  const parts = keptDocument(kept)?.parts ?? [];
  const names = parts.flatMap((xml) => /^<([\p{L}_][\p{L}\p{N}_.:-]*)/u.exec(xml)?.[1] ?? []);
  return [...new Set(names.filter((name) => name !== 'TitlePage'))];
}

/** How many speeches are marked as standing beside another with none before them. */
export function unpairedDuals(elements: readonly ScriptParagraph[]): number {
  const marked = elements.filter(({ type, dual }) => type === 'character' && dual).length;
  const paired = arrange(elements)
    .filter(({ kind }) => kind === 'dual')
    .flatMap(({ lines }) => lines.slice(1))
    .filter(({ type, dual }) => type === 'character' && dual).length;
  return marked - paired;
}
