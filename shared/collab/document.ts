import * as Y from 'yjs';
import type { Capability } from '#shared/access/index.ts';
import type { DocumentName, PanelId, ProjectId } from '#shared/lib/ids.ts';

/** The shared document, by a name that modules without Yjs may use. */
export type ProjectDoc = Y.Doc;

/**
 * Version of the document's shape. Exchanged before sync: an older client reads only and asks to be reloaded.
 * 2: a panel that names no setup has its own, under its own id. What version 1 wrote is read as before.
 */
export const SCHEMA_VERSION = 2;

/** The roots of a project document and what it takes to write below each. A root that is not listed is refused. */
export const ROOTS = {
  script: 'script.write',
  title: 'script.write',
  settings: 'boards.write',
  shots: 'boards.write',
  panels: 'boards.write',
  cast: 'boards.write',
  locations: 'boards.write',
} as const satisfies Record<string, Capability>;
export type Root = keyof typeof ROOTS;

/** A drawing's document: what is drawn on one panel, and its layers. */
export const SKETCH_ROOTS = {
  strokes: 'boards.write',
  layers: 'boards.write',
} as const satisfies Record<string, Capability>;

export function projectDocument(project: ProjectId): DocumentName {
  return project as string as DocumentName;
}

export function sketchDocument(project: ProjectId, panel: PanelId): DocumentName {
  return `${project}/sketch/${panel}` as DocumentName;
}

export type ParsedDocumentName =
  | { readonly kind: 'project'; readonly project: ProjectId }
  | { readonly kind: 'sketch'; readonly project: ProjectId; readonly panel: PanelId };

const NAME = /^([0-9a-z]{16})(?:\/sketch\/([0-9a-z]{16}))?$/;

/** The parts of a document's name, or null for anything that is not one. */
export function parseDocumentName(name: string): ParsedDocumentName | null {
  const match = NAME.exec(name);
  if (!match) return null;
  const project = match[1] as ProjectId;
  return match[2] === undefined
    ? { kind: 'project', project }
    : { kind: 'sketch', project, panel: match[2] as PanelId };
}

/** The capability each root of a document of this kind asks for. */
export function rootsOf(kind: ParsedDocumentName['kind']): Readonly<Record<string, Capability>> {
  return kind === 'project' ? ROOTS : SKETCH_ROOTS;
}

/** Creates every root with its type, so that a document reads the same before and after its first sync. */
export function defineRoots(doc: Y.Doc): void {
  scriptRoot(doc);
  for (const name of ['title', 'settings', 'shots', 'panels', 'cast', 'locations'] as const) doc.getMap(name);
}

/** The same for a drawing's document. */
export function defineSketchRoots(doc: Y.Doc): void {
  for (const name of Object.keys(SKETCH_ROOTS)) doc.getMap(name);
}

export function scriptRoot(doc: Y.Doc): Y.XmlFragment {
  return doc.getXmlFragment('script');
}

export function mapRoot(doc: Y.Doc, root: Exclude<Root, 'script'>): Y.Map<unknown> {
  return doc.getMap(root);
}

export const RECORDS_ROOTS = ['shots', 'panels', 'cast', 'locations'] as const satisfies readonly Root[];
export type RecordsRoot = (typeof RECORDS_ROOTS)[number];

/** Where records stand by their ids; they are read by `recordsIn` and `recordIn`. */
export function recordsRoot(doc: Y.Doc, root: RecordsRoot): Y.Map<unknown> {
  return doc.getMap(root);
}

/** The records of a root by id. A client that is broken, or means harm, may put anything there: what is no record is passed over. */
export function recordsIn(doc: Y.Doc, root: RecordsRoot): [id: string, record: Y.Map<unknown>][] {
  const records: [string, Y.Map<unknown>][] = [];
  recordsRoot(doc, root).forEach((record, id) => {
    if (record instanceof Y.Map) records.push([id, record]);
  });
  return records;
}

export function recordIn(doc: Y.Doc, root: RecordsRoot, id: string): Y.Map<unknown> | undefined {
  const record = recordsRoot(doc, root).get(id);
  return record instanceof Y.Map ? record : undefined;
}
