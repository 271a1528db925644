import { appendTake, findTake, type ChainEnd, type JobRow, type TakeRow } from '#db/index.ts';
import { addTake, projectDocument, readPanel } from '#shared/collab/index.ts';
import type { TakeId } from '#shared/lib/ids.ts';
import { isAppError } from '#shared/protocol/index.ts';
import { JobCancelled, JobFailed, type JobTools } from '#server/jobs/index.ts';
import type { GenerationOptions } from './options.ts';
import { preparePicture, type PreparedPicture } from './picture-request.ts';
import { hashOfRecord, type ProvenanceRecord } from './provenance.ts';
import type { Json, MadePicture } from './provider.ts';

interface Payload {
  /** Set once the picture was asked for, so that a restart knows what the handle stands for. */
  readonly prepared?: PreparedPicture;
}

/**
 * Makes the picture a job asks for and hangs it on its panel. Can be killed between any two steps and called again: the
 * take has the job's id, so that a second run finds what the first has written.
 */
export async function makePicture(options: GenerationOptions, job: JobRow, tools: JobTools): Promise<void> {
  try {
    await requireRight(options, job);
    const take = (await findTake(options.db, takeOf(job))) ?? (await drawTake(options, job, tools));
    // Making it may have taken minutes, in which a role can go or the picture be called off.
    tools.signal.throwIfAborted();
    await requireRight(options, job);
    await hang(options, job, take);
  } catch (error) {
    if (isAppError(error)) throw new JobFailed(error.message, { retryable: error.code === 'unavailable' });
    throw error;
  }
}

function takeOf(job: JobRow): TakeId {
  return job.id as string as TakeId;
}

async function requireRight({ access }: GenerationOptions, { requestedBy, projectId, id }: JobRow): Promise<void> {
  const actor = { userId: requestedBy, sessionId: `job ${id}` };
  await access.requireInProject(actor, projectId, 'picture.generate').catch((error: unknown) => {
    if (!isAppError(error)) throw error;
    throw new JobFailed(
      'Who asked for this picture may no longer make pictures here. The panel is as it was: try again in your own name.',
      { retryable: false },
    );
  });
}

async function drawTake(options: GenerationOptions, job: JobRow, tools: JobTools): Promise<TakeRow> {
  const { db, assets, clock } = options;
  const { picture, prepared } = await ask(options, job, tools);
  tools.signal.throwIfAborted();
  const asset = await assets.put(job.projectId, picture.mime, picture.bytes);
  const at = clock.now();
  return appendTake(db, job.projectId, takeOf(job), (end) => {
    const record = recordOf(options, job, { picture, prepared, asset, at, end });
    return {
      ...{ panelId: job.panelId, jobId: job.id, asset, source: options.provider.source },
      ...{ createdBy: job.requestedBy, createdAt: new Date(at), record },
      ...{ recordHash: hashOfRecord(record), previousHash: end.hash ?? '' },
    };
  });
}

interface Asked {
  readonly picture: MadePicture;
  readonly prepared: PreparedPicture;
}

async function ask(options: GenerationOptions, job: JobRow, tools: JobTools): Promise<Asked> {
  const { prepared } = job.payload as Payload;
  if (job.handle !== null && prepared) {
    const picture = await follow(options, job.handle as Json, tools);
    if (picture) return { picture, prepared };
  }
  return submit(options, job, tools);
}

async function submit(options: GenerationOptions, job: JobRow, tools: JobTools): Promise<Asked> {
  const { provider, documents, clock } = options;
  const state = await documents.read(projectDocument(job.projectId));
  const prepared = preparePicture(state, job.projectId, job.panelId, clock.now());
  if (!prepared) throw panelGone();
  const onProgress = (fraction: number) => tools.progress(fraction);
  const handle = await provider.submit(prepared.request, { key: job.id, onProgress, signal: tools.signal });
  try {
    await tools.keep({ handle, payload: { ...(job.payload as Payload), prepared } });
  } catch (error) {
    await provider.cancel(handle);
    throw error;
  }
  const picture = await follow(options, handle, tools);
  if (!picture) throw new JobFailed('The picture got lost on its way. The panel is as it was: try again.', RETRYABLE);
  return { picture, prepared };
}

const RETRYABLE = { retryable: true };

/** Waits for the picture; null when the provider knows nothing of it. */
async function follow({ provider }: GenerationOptions, handle: Json, tools: JobTools): Promise<MadePicture | null> {
  try {
    for (;;) {
      const status = await unlessAborted(provider.poll(handle, tools.signal), tools.signal);
      if (status.state === 'done') return status.picture;
      if (status.state === 'unknown') return null;
      if (status.state === 'failed') throw new JobFailed(status.message, status);
      tools.progress(status.progress);
    }
  } catch (error) {
    if (tools.signal.reason instanceof JobCancelled) await provider.cancel(handle);
    throw error;
  }
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
  { provider }: GenerationOptions,
  job: JobRow,
  made: Asked & { readonly asset: ProvenanceRecord['output']; readonly at: number; readonly end: ChainEnd },
): ProvenanceRecord {
  const { picture, prepared, asset, at, end } = made;
  const { elements, textHash, revision, written, preparedAt } = prepared;
  const { promptSent, model, parameters, seed, width, height, mime, requestId, cost } = picture;
  return {
    ...{ version: 1, take: takeOf(job), project: job.projectId, panel: job.panelId, job: job.id },
    ...{ elements, textHash, revision, prompt: { written, sent: promptSent } },
    ...{ provider: provider.id, model, parameters, seed, size: { width, height }, mime, inputs: [] },
    ...{ requestId, latencyMs: at - preparedAt, cost, output: asset, requestedBy: job.requestedBy, at },
    ...{ digitalSourceType: provider.digitalSourceType, previous: end.hash },
  };
}

async function hang({ documents }: GenerationOptions, job: JobRow, row: TakeRow): Promise<void> {
  const { size, provider, textHash, at } = row.record as ProvenanceRecord;
  const { id, asset, source, createdBy: by } = row;
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
