import { appendTake, findTake, type ChainEnd, type JobRow, type TakeRow } from '#db/index.ts';
import { addTake, projectDocument, readPanel } from '#shared/collab/index.ts';
import type { TakeId } from '#shared/lib/ids.ts';
import { nameKey } from '#shared/lib/name-key.ts';
import { isAppError } from '#shared/protocol/index.ts';
import { DRAWN_HERE, type PictureOrder, type TakeSource } from '#shared/storyboard/index.ts';
import type { Actor } from '#server/access/index.ts';
import type { SizedPicture } from '#server/assets/index.ts';
import { JobCancelled, JobFailed, type JobTools } from '#server/jobs/index.ts';
import { hashOfRecord } from '#server/provenance/index.ts';
import { withComposition } from './composition.ts';
import type { GenerationOptions } from './options.ts';
import { referenceReader } from './reference-reader.ts';
import { preparePicture, type PreparedPicture } from './picture-request.ts';
import type { ProvenanceRecord } from './provenance.ts';
import { PictureFailed, type FailedPicture, type GenerationProvider, type Json, type MadePicture } from './provider.ts';

/** What a job carries. */
export interface PicturePayload {
  /** Missing in jobs of versions that had the built-in artist alone. */
  readonly order?: PictureOrder;
  /** Set once the picture was asked for, so that a restart knows what the handle stands for. */
  readonly asked?: PreparedPicture;
}

/**
 * Makes the picture a job asks for and hangs it on its panel. Can be killed between any two steps and called again: the
 * take has the job's id, so that a second run finds what the first has written.
 */
export async function makePicture(options: GenerationOptions, job: JobRow, tools: JobTools): Promise<void> {
  try {
    await requireRight(options, job);
    const known = await findTake(options.db, takeOf(job));
    // People make up the names of what they upload: one that is called like an order is not what was ordered.
    if (known && known.jobId !== job.id) throw new JobFailed(NAME_TAKEN, { retryable: false });
    const take = known ?? (await drawTake(options, job, tools));
    // Making it may have taken minutes, in which a role can go or the picture be called off.
    tools.signal.throwIfAborted();
    await requireRight(options, job);
    await hang(options, job, take);
  } catch (error) {
    if (isAppError(error)) throw new JobFailed(error.message, { retryable: error.code === 'unavailable' });
    if (error instanceof PictureFailed) throw jobFailed(error.failure);
    throw error;
  }
}

const NAME_TAKEN =
  'Another picture has the name that this one was to have. The panel is as it was: ask for the picture anew.';

function takeOf(job: JobRow): TakeId {
  return job.id as string as TakeId;
}

function actorOf({ requestedBy, id }: JobRow): Actor {
  return { userId: requestedBy, sessionId: `job ${id}` };
}

async function requireRight({ access }: GenerationOptions, job: JobRow): Promise<void> {
  await access.requireInProject(actorOf(job), job.projectId, 'picture.generate').catch((error: unknown) => {
    if (!isAppError(error)) throw error;
    throw new JobFailed(
      'Who asked for this picture may no longer make pictures here. The panel is as it was: try again in your own name.',
      { retryable: false },
    );
  });
}

async function drawTake(options: GenerationOptions, job: JobRow, tools: JobTools): Promise<TakeRow> {
  const { db, assets, clock } = options;
  const provider = await providerOf(options, job);
  const { picture, asked } = await ask({ options, provider, job, tools });
  tools.signal.throwIfAborted();
  const { mime, sizes } = await sound(options, provider, picture, tools.signal);
  const asset = await assets.put(job.projectId, mime, picture.bytes, sizes);
  const at = clock.now();
  return appendTake(db, job.projectId, takeOf(job), (end) => {
    const record = recordOf(provider, job, { picture, asked, asset, at, end });
    return {
      ...{ panelId: job.panelId, jobId: job.id, asset, source: provider.source },
      ...{ createdBy: job.requestedBy, createdAt: new Date(at), record },
      ...{ recordHash: hashOfRecord(record), previousHash: end.hash ?? '' },
    };
  });
}

/** Whatever came from outside is decoded whole, as an upload is, before anybody's window is given it. */
async function sound(
  { studio }: GenerationOptions,
  provider: GenerationProvider,
  { bytes, mime }: MadePicture,
  signal: AbortSignal,
): Promise<{ readonly mime: string; readonly sizes?: readonly SizedPicture[] }> {
  if (provider.id === DRAWN_HERE.provider) return { mime };
  const checked = await studio.check(bytes, signal);
  if (checked.ok) return checked;
  throw new JobFailed(`What came back is not a picture that can be kept. ${checked.message}`, RETRYABLE);
}

function orderOf({ payload }: JobRow): PictureOrder {
  return (payload as PicturePayload).order ?? DRAWN_HERE;
}

async function providerOf({ providers }: GenerationOptions, job: JobRow): Promise<GenerationProvider> {
  const { provider, model } = orderOf(job);
  const found = await providers.find(job.projectId, provider, model);
  if (found) return found;
  throw new JobFailed(
    'The workspace has no account any more with who was to make this picture. The panel is as it was: ask for it anew.',
    { retryable: false },
  );
}

interface Work {
  readonly options: GenerationOptions;
  readonly provider: GenerationProvider;
  readonly job: JobRow;
  readonly tools: JobTools;
}

interface Asked {
  readonly picture: MadePicture;
  readonly asked: PreparedPicture;
}

async function ask(work: Work): Promise<Asked> {
  const { job } = work;
  const { asked } = job.payload as PicturePayload;
  if (job.handle !== null && asked) {
    const picture = await follow(work, job.handle as Json);
    if (picture) return { picture, asked };
  }
  return submit(work);
}

async function submit(work: Work): Promise<Asked> {
  const { options, provider, job, tools } = work;
  const prepared = await preparePicture(options.documents, job, orderOf(job), options.clock);
  if (!prepared) throw panelGone();
  // Before the drawing takes its place: who is in the take below it is asked for, too.
  const given = { actor: actorOf(job), job, order: orderOf(job), signal: tools.signal };
  const agreed = await withComposition(options, given, await agreedTo(work, prepared));
  const smaller = referenceReader((asset, width) => options.assets.open(actorOf(job), job.projectId, asset, width));
  const handle = await provider.submit(agreed.request, {
    key: keyOf(job),
    onProgress: (fraction) => tools.progress(fraction),
    read: smaller.read,
    signal: tools.signal,
  });
  const asked = { ...agreed, request: smaller.asSent(agreed.request) };
  try {
    await tools.keep({ handle, payload: { ...(job.payload as PicturePayload), asked } });
  } catch (error) {
    await provider.cancel(handle);
    throw error;
  }
  const picture = await follow(work, handle);
  if (!picture) throw new JobFailed('The picture got lost on its way. The panel is as it was: try again.', RETRYABLE);
  return { picture, asked };
}

/** With the consents it is asked for under. Whatever leaves the house is refused here where one is missing. */
async function agreedTo({ options, job }: Work, prepared: PreparedPicture): Promise<PreparedPicture> {
  const { request, needs, people } = prepared;
  if (orderOf(job).provider === DRAWN_HERE.provider) return prepared;
  const going = request.references.map(({ asset }) => asset);
  const { refusal, consents } = await options.consents.check(job.projectId, needs, going);
  if (refusal !== null) throw new JobFailed(refusal, { retryable: false });
  const references = request.references.map((reference) => ({
    ...reference,
    consent: consents.get(nameKey(people[reference.asset] ?? '')) ?? null,
  }));
  return { ...prepared, request: { ...request, references }, consents: [...new Set(consents.values())] };
}

const RETRYABLE = { retryable: true };

/** Waits for the picture; null when the provider knows nothing of it. */
async function follow({ provider, tools }: Work, handle: Json): Promise<MadePicture | null> {
  try {
    for (;;) {
      const status = await unlessAborted(provider.poll(handle, tools.signal), tools.signal);
      if (status.state === 'done') return status.picture;
      if (status.state === 'unknown') return null;
      if (status.state === 'failed') throw jobFailed(status);
      tools.progress(status.progress);
    }
  } catch (error) {
    if (tools.signal.reason instanceof JobCancelled) await provider.cancel(handle);
    throw error;
  }
}

function jobFailed({ message, kind, retryable, retryAfterMs = 0 }: FailedPicture): JobFailed {
  return new JobFailed(message, { retryable, retryAfterMs, kind, busy: kind === 'rate_limited' && retryable });
}

/** Who was told no and asks again does not want to hear the same answer again. */
function keyOf({ id, refusals }: JobRow): string {
  return refusals === 0 ? id : `${id}-${String(refusals)}`;
}

/** A provider that does not listen to the signal must not hold up a shutdown. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const stop = new AbortController();
  const aborted = new Promise<never>((_resolve, reject) => {
    const listener = () => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    signal.addEventListener('abort', listener, { once: true, signal: stop.signal });
  });
  return Promise.race([work, aborted]).finally(() => stop.abort());
}

function recordOf(
  provider: GenerationProvider,
  job: JobRow,
  made: Asked & { readonly asset: ProvenanceRecord['output']; readonly at: number; readonly end: ChainEnd },
): ProvenanceRecord {
  const { picture, asked, asset, at, end } = made;
  const { elements, textHash, revision, written, preparedAt, request } = asked;
  const { promptSent, referencesSent, model, parameters, seed, width, height, mime, requestId, cost } = picture;
  return {
    ...{ version: 1, take: takeOf(job), project: job.projectId, panel: job.panelId, job: job.id },
    ...{
      elements,
      textHash,
      revision,
      prompt: { written, asked: request.prompt, sent: promptSent, negative: request.negative },
    },
    ...{ provider: provider.id, model, parameters, seed, size: { width, height }, mime },
    inputs: request.references.slice(0, referencesSent),
    ...{ looks: asked.looks, consents: asked.consents ?? [] },
    ...{ requestId, latencyMs: at - preparedAt, cost, output: asset, requestedBy: job.requestedBy, at },
    ...{ digitalSourceType: provider.digitalSourceType, previous: end.hash },
  };
}

async function hang({ documents }: GenerationOptions, job: JobRow, row: TakeRow): Promise<void> {
  const { size, provider, textHash, at } = row.record as ProvenanceRecord;
  const { id, asset, createdBy: by } = row;
  // A job's row is of a take.
  const source = row.source as TakeSource;
  const take = { id, asset, ...size, source, provider, at, by };
  const origin = { kind: 'generation', by, job: job.id } as const;
  const there = await documents.edit(projectDocument(job.projectId), by, origin, (doc) => {
    // Hung by an earlier run: since then somebody may have chosen another take.
    if (readPanel(doc, job.panelId)?.takes.some((known) => known.id === id)) return true;
    return addTake(doc, job.panelId, take, textHash);
  });
  if (!there) throw panelGone();
}

function panelGone(): JobFailed {
  return new JobFailed(
    'The panel was deleted before its picture was done, so there is nothing to hang it on. Bring the panel back and try again.',
    { retryable: false },
  );
}
