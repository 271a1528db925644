import type { JobRow } from '#db/index.ts';
import { projectDocument, readPanel, readSettings, type ProjectDoc } from '#shared/collab/index.ts';
import type { AssetHash, PanelId } from '#shared/lib/ids.ts';
import type { StructureMap } from '#shared/shots/index.ts';
import {
  chosenTake,
  structureMapOf,
  type Panel,
  type PictureOrder,
  type ReferencePicture,
} from '#shared/storyboard/index.ts';
import type { Actor } from '#server/access/index.ts';
import { JobFailed } from '#server/jobs/index.ts';
import type { GenerationOptions } from './options.ts';
import type { PreparedPicture } from './picture-request.ts';

/** Whose picture is made, on which order. */
interface Given {
  readonly actor: Actor;
  readonly job: JobRow;
  readonly order: PictureOrder;
  readonly signal: AbortSignal;
}

type Options = Pick<GenerationOptions, 'assets' | 'documents' | 'providers' | 'asDrawn' | 'mapOfSet'>;

/** A picture made for the order, and what it is. */
interface Made {
  readonly mime: string;
  readonly bytes: Uint8Array;
  readonly as: Pick<ReferencePicture, 'how' | 'map'>;
}

/**
 * With what has to be made for this order to say where everything stands. It is kept, for the record names it. Where the
 * take alone serves, the request has it already.
 */
export async function withComposition(
  options: Options,
  given: Given,
  prepared: PreparedPicture,
): Promise<PreparedPicture> {
  const { job, order } = given;
  if (!order.composition) return prepared;
  const { request } = prepared;
  const map = structureMapOf(order);
  const made = await (map === null ? drawn(options, given) : mapped(options, given, prepared, map));
  if (!made) return prepared;
  const asset = await options.assets.put(job.projectId, made.mime, made.bytes);
  return { ...prepared, request: { ...request, references: withStructure(request.references, asset, made.as) } };
}

/** The panel as people have drawn on it; null where they have not. */
async function drawn({ documents, asDrawn }: Options, { actor, job, order }: Given): Promise<Made | null> {
  const look = (doc: ProjectDoc) => drawnComposition(doc, job.panelId, order);
  const { found: wanted } = await documents.look(projectDocument(job.projectId), look);
  const picture = wanted && (await asDrawn(actor, job.projectId, wanted.panel, wanted.aspectRatio));
  return picture ? { ...picture, as: { how: 'drawn' } } : null;
}

/** Of the panel's set; null where it has nothing to tell. */
async function mapped(
  { providers, mapOfSet }: Options,
  { job, order, signal }: Given,
  { request }: PreparedPicture,
  map: StructureMap,
): Promise<Made | null> {
  const takes = await providers.structures(job.projectId, order.provider, order.model);
  if (!takes.includes(map)) throw new JobFailed(NOT_TAKEN, { retryable: false });
  const bytes = await mapOfSet(request.brief, map, signal);
  return bytes && { mime: 'image/png', bytes, as: { map } };
}

const NOT_TAKEN =
  'This model can’t be told in this way where everything stands. The panel is as it was: choose another way, or another model.';

/** A panel whose picture, with what is drawn on it, is to say where everything stands. */
interface DrawnComposition {
  readonly panel: Panel;
  readonly aspectRatio: number;
}

/** Of an order with a composition; null where nothing is drawn: then the take alone serves, as `referencesOf` has it. */
function drawnComposition(doc: ProjectDoc, id: PanelId, order: PictureOrder): DrawnComposition | null {
  const panel = readPanel(doc, id);
  const left = panel && chosenTake(panel);
  if (!panel || panel.drawn === 0 || (left && order.without.includes(left.asset))) return null;
  return { panel, aspectRatio: readSettings(doc).aspectRatio };
}

/** The references with this one for the composition: after the picture to go on from, before everything else. */
function withStructure(
  references: readonly ReferencePicture[],
  asset: AssetHash,
  as: Made['as'],
): readonly ReferencePicture[] {
  const structure: ReferencePicture = { asset, role: 'structure', name: '', consent: null, ...as };
  const others = references.filter(({ role }) => role !== 'structure');
  const at = others.filter(({ role }) => role === 'source').length;
  return others.toSpliced(at, 0, structure);
}
