import { cancelJob, findJob, openJobs, queueJobs, requeueFailedJob, type JobRow } from '#db/index.ts';
import { loadState, projectDocument, readPanels } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { JobId, PanelId, ProjectId } from '#shared/lib/ids.ts';
import { AppError } from '#shared/protocol/index.ts';
import { createJobRunner, type JobRunner } from '#server/jobs/index.ts';
import { makePicture } from './make-picture.ts';
import type { GenerationOptions } from './options.ts';
import type { Generation, PictureJob } from './port.ts';

const KIND = 'picture';
const MAX_PANELS = 200;

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
    run: (job, tools) => makePicture(options, job, tools),
  });
  return { service: createService(options, runner, changed), runner };
}

function createService(options: GenerationOptions, runner: JobRunner, changed: (job: JobRow) => void): Generation {
  const { db, access, clock, newId } = options;
  const now = () => new Date(clock.now());
  return {
    request: async (actor, project, wanted) => {
      await access.requireInProject(actor, project, 'picture.request');
      const panels = [...new Set(wanted)];
      await checkPanels(options, project, panels);
      const common = { kind: KIND, projectId: project, requestedBy: must(actor).userId, payload: {}, createdAt: now() };
      // Jobs of one moment are taken up in the order of their ids: this makes it the order asked for.
      const newIds = panels.map(() => newId<JobId>()).sort();
      const jobs = panels.map((panelId, i) => ({ ...common, id: must(newIds[i]), panelId }));
      const { ids, answered } = await queueJobs(db, project, jobs);
      for (const job of answered) changed(job);
      for (const [i, id] of ids.entries()) {
        const panel = must(panels[i]);
        options.notices.notify(project, 'picture.progress', { job: id, panel, state: 'queued', progress: 0 });
      }
      runner.wake();
      return [...ids];
    },

    list: async (actor, project) => {
      await access.requireInProject(actor, project, 'picture.progress');
      return (await openJobs(db, project)).map(pictureJob);
    },

    retry: async (actor, project, id) => {
      await access.requireInProject(actor, project, 'picture.retry');
      const job = await requeueFailedJob(db, project, id, must(actor).userId, now());
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

async function checkPanels({ documents }: GenerationOptions, project: ProjectId, panels: readonly PanelId[]) {
  if (panels.length === 0 || panels.length > MAX_PANELS) {
    throw new AppError('invalid_input', `Choose 1 to ${String(MAX_PANELS)} panels at a time. Nothing was ordered.`);
  }
  const doc = loadState((await documents.read(projectDocument(project))).state);
  const known = new Set(readPanels(doc).map((panel) => panel.id));
  doc.destroy();
  if (panels.every((panel) => known.has(panel))) return;
  throw new AppError(
    'not_found',
    'A panel you chose is not on the boards any more, or not saved yet. Nothing was ordered: choose again.',
  );
}

async function findPictureJob({ db }: GenerationOptions, project: ProjectId, id: JobId): Promise<JobRow> {
  const job = await findJob(db, project, id);
  if (!job) throw new AppError('not_found', 'There is no such picture on order in this project.');
  return job;
}

function pictureJob({ id, panelId, state, progress, message }: JobRow): PictureJob {
  return { id, panel: panelId, state, progress, message };
}

function tell(notices: GenerationOptions['notices'], job: JobRow): void {
  const { id, panelId: panel, state, progress, message } = job;
  notices.notify(job.projectId, 'picture.progress', { job: id, panel, state, progress, ...(message && { message }) });
}
