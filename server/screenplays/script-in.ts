import { readScript, readSettings, readTitlePage, type ProjectDoc } from '#shared/collab/index.ts';
import { keptLayout } from '#shared/formats/fdx/index.ts';
import { layoutOnPaper } from '#shared/pagination/index.ts';
import type { Kept, PageSetup, ScriptElement, TitlePage } from '#shared/screenplay/index.ts';

/** A project's script as files of it say it. */
export interface Script {
  readonly titlePage: TitlePage;
  readonly elements: readonly ScriptElement[];
  /** The page that a file of it states. */
  readonly kept?: Kept;
  readonly pageSetup: PageSetup;
}

export function scriptIn(doc: ProjectDoc): Script {
  const { paper, layout } = readSettings(doc);
  const script = { titlePage: readTitlePage(doc), elements: readScript(doc), pageSetup: { paper, layout } };
  const kept = keptLayout(layoutOnPaper(script.pageSetup));
  return kept ? { ...script, kept } : script;
}
