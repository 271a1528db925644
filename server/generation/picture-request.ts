import {
  castReferences,
  consentNeeds,
  pictureWords,
  recordedLooks,
  type ConsentNeed,
  type PanelCast,
  type RecordedLook,
} from '#shared/cast/index.ts';
import {
  projectDocument,
  readPanel,
  readPanelsOn,
  readSettings,
  readShot,
  type ProjectDoc,
} from '#shared/collab/index.ts';
import type { AssetHash, ConsentId, ElementId, PanelId, ProjectId } from '#shared/lib/ids.ts';
import { partsOf, readBlocking } from '#shared/previz/index.ts';
import {
  briefOf,
  hashOfLines,
  referencesOf,
  type Panel,
  type PictureBrief,
  type PictureOrder,
} from '#shared/storyboard/index.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { Documents } from '#server/sync/index.ts';
import { readFilm, type FilmReading } from './film-reading.ts';
import type { PictureRequest } from './provider.ts';

/** What is asked of a provider, and what the record and the panel keep of the script as it was then. */
export interface PreparedPicture {
  readonly request: PictureRequest;
  readonly elements: readonly ElementId[];
  readonly textHash: string;
  /** The real people behind it, who must have agreed before it leaves. */
  readonly needs: readonly ConsentNeed[];
  /** The real people in its reference pictures, by the picture. */
  readonly people: Readonly<Record<AssetHash, string>>;
  /** Under which it leaves; missing where nothing does. */
  readonly consents?: readonly ConsentId[];
  /** As what everybody was to be seen. */
  readonly looks: readonly RecordedLook[];
  /** What people wrote: lines and caption. */
  readonly written: string;
  /** The state of the document it was read from. */
  readonly revision: { readonly epoch: number; readonly seq: number };
  /** Milliseconds since the epoch. */
  readonly preparedAt: number;
}

/** Reads it from the live document: a copy of that for each picture would hold up whoever types. Undefined when the panel is gone. */
export async function preparePicture(
  documents: Pick<Documents, 'look'>,
  { projectId, panelId }: { readonly projectId: ProjectId; readonly panelId: PanelId },
  order: PictureOrder,
  clock: Clock,
): Promise<PreparedPicture | undefined> {
  const look = (doc: ProjectDoc) => readPicture(doc, projectId, panelId, order);
  const { found, epoch, seq } = await documents.look(projectDocument(projectId), look);
  return found && { ...found, revision: { epoch, seq }, preparedAt: clock.now() };
}

const NOBODY: PanelCast = { characters: [], location: null };

function readPicture(doc: ProjectDoc, project: ProjectId, id: PanelId, order: PictureOrder) {
  const panel = readPanel(doc, id);
  if (!panel) return undefined;
  const film = readFilm(doc);
  const { brief: written, anchored } = briefOf({
    ...{ project, panel, panels: readPanelsOn(doc, linesAround(panel, film)), script: film.script },
    ...{ shot: readShot(doc, panel.shot), aspectRatio: readSettings(doc).aspectRatio },
    looksIn: film.looksIn,
  });
  const { blocking, ...rest } = written;
  // A document's parts may be anything; what is kept with the job is what they say.
  const brief: PictureBrief = { ...rest, ...(blocking && { blocking: partsOf(readBlocking(blocking)) }) };
  const { style } = readSettings(doc);
  const { negative, seed } = order;
  const cast = film.castOf(id) ?? NOBODY;
  const prompt = order.prompt ?? (panel.prompt.trim() || pictureWords(brief, style, cast));
  const pictures = castReferences(cast);
  const references = referencesOf(
    panel,
    order,
    style,
    pictures.map(({ of: _person, ...reference }) => reference),
  );
  return {
    request: { brief, prompt, negative, seed, references },
    needs: consentNeeds(onlyWith(cast, new Set(references.map(({ asset }) => asset)))),
    people: Object.fromEntries(pictures.map(({ asset, of }) => [asset, of])),
    looks: recordedLooks(cast),
    elements: anchored.map((element) => element.id),
    textHash: hashOfLines(anchored),
    written: brief.lines.map((line) => line.text).join('\n'),
  };
}

/** All lines of the scene that the panel hangs in: what its pictures have in common is said in panels of that scene. */
function linesAround({ anchors }: Panel, { script, sceneOf }: FilmReading): ReadonlySet<ElementId> {
  const scene = anchors.map((anchor) => sceneOf.get(anchor)).find((found) => found !== undefined);
  return new Set(script.flatMap(({ id }) => (scene && sceneOf.get(id) === scene ? [id] : [])));
}

/** Whoever is only in pictures that do not go along is not used. */
function onlyWith({ characters, location }: PanelCast, going: ReadonlySet<AssetHash>): PanelCast {
  const kept = <T extends { readonly pictures: readonly { readonly asset: AssetHash }[] }>(of: T): T => ({
    ...of,
    pictures: of.pictures.filter(({ asset }) => going.has(asset)),
  });
  return {
    characters: characters.map((each) => ({ ...each, look: each.look && kept(each.look) })),
    location: location && kept(location),
  };
}
