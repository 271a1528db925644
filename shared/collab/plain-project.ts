import * as Y from 'yjs';
import { foldOmitted, scenesOf } from '#shared/screenplay/index.ts';
import { allPanels, arrangePanels } from '#shared/storyboard/index.ts';
import { readPanels } from './boards.ts';
import { RECORDS_ROOTS, mapRoot, recordIn, recordsIn, recordsRoot, scriptRoot, type RecordsRoot } from './document.ts';
import { lineNode, plainLine, type PlainLine } from './plain-lines.ts';
import { panelFrom, plainFields, plainPanel, plainRecord, recordFrom } from './plain-records.ts';
import type { PlainPanel, PlainRecord } from './plain-records.ts';
import { fromPlain, type PlainFields } from './plain-values.ts';
import { ELEMENT_NODE, readLines } from './script.ts';
import { readSettings } from './settings.ts';
import { readTitlePage, writeTitlePage } from './title-page.ts';

/**
 * All that a project document says, as JSON with its ids, alike for every copy that says the same: a document that
 * `writePlainProject` fills from it says the same again. Fields that this version doesn't know go through as they are.
 * What is left out has nothing to say: nodes of the script that are no elements, and what is no record where one should be.
 */
export interface PlainProject extends Readonly<Record<Exclude<RecordsRoot, 'panels'>, readonly PlainRecord[]>> {
  /** In its order, which objects of JSON need not keep. */
  readonly titlePage: readonly { readonly name: string; readonly lines: readonly string[] }[];
  readonly settings: PlainFields;
  /** Flat: lines of omitted scenes stand in their place. */
  readonly script: readonly PlainLine[];
  /** In script order; those whose lines are gone stand at the end. */
  readonly panels: readonly PlainPanel[];
}

export function readPlainProject(doc: Y.Doc): PlainProject {
  const records = RECORDS_ROOTS.map((root) => [root, recordsOf(doc, root)]);
  return {
    titlePage: Object.entries(readTitlePage(doc)).map(([name, lines]) => ({ name, lines })),
    settings: plainFields(mapRoot(doc, 'settings'), () => true),
    script: scriptRoot(doc).toArray().filter(isElement).map(plainLine),
    ...(Object.fromEntries(records) as Record<RecordsRoot, PlainRecord[]>),
    panels: panelsOf(doc),
  };
}

function isElement(node: unknown): node is Y.XmlElement {
  return node instanceof Y.XmlElement && node.nodeName === ELEMENT_NODE;
}

function recordsOf(doc: Y.Doc, root: RecordsRoot): PlainRecord[] {
  const ids = [...recordsIn(doc, root)].sort(([a], [b]) => (a < b ? -1 : 1));
  return ids.map(([id, record]) => plainRecord(id, record));
}

function panelsOf(doc: Y.Doc): PlainPanel[] {
  const scenes = scenesOf(foldOmitted(readLines(doc)), readSettings(doc).numberSchool);
  return allPanels(arrangePanels(scenes, readPanels(doc))).flatMap(({ id }) => {
    const record = recordIn(doc, 'panels', id);
    return record ? [plainPanel(id, record)] : [];
  });
}

/**
 * Fills an empty document. Throws RangeError, in a sentence, for values that `readPlainProject` never says; what is
 * said of a field is not checked: readers of the document do that, whoever wrote it.
 */
export function writePlainProject(doc: Y.Doc, project: PlainProject): void {
  writeTitlePage(doc, Object.fromEntries(project.titlePage.map(({ name, lines }) => [name, lines])));
  const settings = mapRoot(doc, 'settings');
  for (const [name, value] of Object.entries(project.settings)) settings.set(name, fromPlain(value));
  scriptRoot(doc).insert(0, project.script.map(lineNode));
  for (const root of RECORDS_ROOTS) {
    const records = recordsRoot(doc, root);
    for (const record of project[root]) {
      records.set(record.id, root === 'panels' ? panelFrom(record) : recordFrom(record));
    }
  }
}
