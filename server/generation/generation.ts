import {
  URGENT,
  areJobsPaused,
  cancelJob,
  findJob,
  findTake,
  openJobs,
  originalTake,
  pauseJobs,
  queueJobs,
  requeueFailedJob,
  type JobRow,
  type TakeRow,
} from '#db/index.ts';
import { panelIdsIn, projectDocument } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { JobId, PanelId, ProjectId } from '#shared/lib/ids.ts';
import { AppError } from '#shared/protocol/index.ts';
import { DRAWN_HERE, MOST_PANELS_AT_ONCE, type PictureOrder } from '#shared/storyboard/index.ts';
import { createJobRunner, type JobRunner } from '#server/jobs/index.ts';
import { makePicture, type PicturePayload } from './make-picture.ts';
import type { GenerationOptions } from './options.ts';
import type { Generation, PictureJob, PictureRecord } from './port.ts';
import type { ProvenanceRecord } from './provenance.ts';
import { serviceName } from './providers/kinds.ts';

const KIND = 'picture';

export interface GenerationParts {
  readonly service: Generation;
  /** Works on what is ordered, once started. To be stopped before documents and database are. */
  readonly runner: Pick<JobRunner, 'start' | 'stop'>;
}

export function createGeneration(options: GenerationOptions): GenerationParts {
  const { db, worker, alone, concurrency, clock, log, notices } = options;
  const changed = (job: JobRow) => tell(notices, job);
  const runner = createJobRunner({
    ...{ db, kinds: [KIND], worker, alone, concurrency, clock, log, changed },
    limitsOf: (lane) => options.providers.limitsOf(lane),
    ...(options.backOffMs !== undefined && { backOffMs: options.backOffMs }),
    run: (job, tools) => makePicture(options, job, tools),
  });
  return { service: createService(options, runner, changed), runner };
}

function createService(options: GenerationOptions, runner: JobRunner, changed: (job: JobRow) => void): Generation {
  const { db, access, clock, newId } = options;
  const now = () => new Date(clock.now());
  return {
    ...queueUseCases(options, runner),

    request: async (actor, project, wanted, order = DRAWN_HERE) => {
      await access.requireInProject(actor, project, 'picture.request');
      const panels = [...new Set(wanted)];
      await checkPanels(options, project, panels);
      await checkProvider(options, project, order);
      const price = await options.providers.priceOf(project, order.provider, order.model);
      const common = {
        ...{ kind: KIND, projectId: project, requestedBy: must(actor).userId, createdAt: now() },
        ...{ lane: order.provider, priority: panels.length === 1 ? URGENT : 0, estimate: price },
      };
      const payload: PicturePayload = { order };
      // Jobs of one moment are taken up in the order of their ids: this makes it the order asked for.
      const newIds = panels.map(() => newId<JobId>()).sort();
      const jobs = panels.map((panelId, i) => ({ ...common, payload, id: must(newIds[i]), panelId }));
      const { ids, answered } = await queueJobs(db, project, jobs, (tx, fresh) =>
        options.providers.allow(tx, order.provider, fresh, price),
      );
      for (const job of answered) changed(job);
      for (const [i, id] of ids.entries()) {
        const panel = must(panels[i]);
        options.notices.notify(project, 'picture.progress', { job: id, panel, state: 'queued', progress: 0 });
      }
      runner.wake();
      return [...ids];
    },

    retry: async (actor, project, id) => {
      await access.requireInProject(actor, project, 'picture.retry');
      const job = await requeueFailedJob(db, project, id, must(actor).userId, now(), (tx, { lane, estimate }) =>
        // Its own estimate counts already: it is under way again.
        options.providers.allow(tx, lane, 0, estimate),
      );
      if (job) {
        changed(job);
        runner.wake();
        return;
      }
      // Somebody else was faster: what was wanted is happening.
      const { state } = await findPictureJob(options, project, id);
      if (state === 'queued' || state === 'running') return;
      throw new AppError('conflict', 'This picture is not one that failed. Nothing was changed: ask for a new one.');
    },

    cancel: async (actor, project, id) => {
      await access.requireInProject(actor, project, 'picture.cancel');
      const job = await cancelJob(db, project, id, now());
      if (!job) {
        await findPictureJob(options, project, id);
        return;
      }
      runner.abort(id);
      changed(job);
    },
  };
}

type QueueUseCases = Pick<Generation, 'choices' | 'record' | 'list' | 'isPaused' | 'pause'>;

function queueUseCases(options: GenerationOptions, runner: JobRunner): QueueUseCases {
  const { db, access, clock } = options;
  return {
    choices: async (actor, project) => {
      await access.requireInProject(actor, project, 'picture.choices');
      return options.providers.choices(project);
    },

    record: async (actor, project, id) => {
      await access.requireInProject(actor, project, 'picture.record');
      const take = await findTake(db, id);
      const known = take?.projectId === project ? take : undefined;
      const made = known && (await originalTake(db, known));
      if (known && made && made.jobId !== null) return pictureRecord(known, made.record as ProvenanceRecord);
      throw new AppError('not_found', known && known !== made ? NO_ORIGINAL : NO_RECORD);
    },

    list: async (actor, project) => {
      await access.requireInProject(actor, project, 'picture.progress');
      return (await openJobs(db, project)).map(pictureJob);
    },

    isPaused: async (actor, project) => {
      await access.requireInProject(actor, project, 'picture.progress');
      return areJobsPaused(db, project);
    },

    pause: async (actor, project, paused) => {
      await access.requireInProject(actor, project, 'picture.pause');
      await pauseJobs(db, project, paused ? new Date(clock.now()) : null);
      options.notices.notify(project, 'pictures.paused', { paused });
      if (!paused) runner.wake();
    },
  };
}

async function checkPanels({ documents }: GenerationOptions, project: ProjectId, panels: readonly PanelId[]) {
  if (panels.length === 0 || panels.length > MOST_PANELS_AT_ONCE) {
    throw new AppError(
      'invalid_input',
      `Choose 1 to ${MOST_PANELS_AT_ONCE.toLocaleString('en')} panels at a time. Nothing was ordered.`,
    );
  }
  const known = panelIdsIn((await documents.read(projectDocument(project))).state);
  if (panels.every((panel) => known.has(panel))) return;
  throw new AppError(
    'not_found',
    'A panel you chose is not on the boards any more, or not saved yet. Nothing was ordered: choose again.',
  );
}

async function checkProvider({ providers }: GenerationOptions, project: ProjectId, { provider, model }: PictureOrder) {
  if (await providers.find(project, provider, model)) return;
  throw new AppError(
    'not_found',
    'The workspace has no account with who was to make these pictures. Nothing was ordered: choose somebody else.',
  );
}

async function findPictureJob({ db }: GenerationOptions, project: ProjectId, id: JobId): Promise<JobRow> {
  const job = await findJob(db, project, id);
  if (!job) throw new AppError('not_found', 'There is no such picture on order in this project.');
  return job;
}

const NO_RECORD = 'Not recorded: nothing is written down of how this picture came to be.';
const NO_ORIGINAL =
  'Not recorded here: this picture was copied from another project, and the record of how it was made there is not here.';

function pictureRecord({ id, recordHash }: TakeRow, made: ProvenanceRecord): PictureRecord {
  const { provider, model, prompt, seed, inputs, cost, latencyMs, requestedBy, at } = made;
  return {
    ...{
      take: id,
      provider,
      service: serviceName(provider),
      model: model.id,
      prompt: prompt.asked ?? prompt.sent,
      negative: prompt.negative ?? '',
      seed,
      inputs,
    },
    ...{ cost, latencyMs, requestedBy, at, hash: recordHash, copied: made.take !== id },
  };
}

function pictureJob({ id, panelId, state, progress, message }: JobRow): PictureJob {
  return { id, panel: panelId, state, progress, message };
}

function tell(notices: GenerationOptions['notices'], job: JobRow): void {
  const { id, panelId: panel, state, progress, message } = job;
  notices.notify(job.projectId, 'picture.progress', { job: id, panel, state, progress, ...(message && { message }) });
}
