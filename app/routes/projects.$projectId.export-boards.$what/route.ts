import type { LoaderFunctionArgs } from '@remix-run/node';
import { contentDisposition } from '#app/lib/content-disposition.ts';
import { toResponse } from '#app/lib/errors.ts';
import { idParam, oneOfParam } from '#app/lib/input.ts';
import type { BoardFile } from '#server/context.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import type { ProjectId, TakeId } from '#shared/lib/ids.ts';
import { readAiReportChoices, readPictureChoices, readSheetChoices, readShotListChoices } from './choices.ts';

export const handle = { operations: ['project.export'] } satisfies RouteHandle;

/** The project's boards as a file to keep, with the choices in the query; `take` names the one it is about there. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  try {
    const project = idParam<ProjectId>(params['projectId']);
    const what = oneOfParam(['sheets', 'shot-list', 'pictures', 'ai-report', 'take'], params['what']);
    const query = new URL(request.url).searchParams;
    const { filename, mime, bytes } = await FILES[what](context, project, query);
    return new Response(bytes as BodyInit, {
      headers: {
        'Content-Type': mime,
        'Content-Disposition': contentDisposition('attachment', filename),
        'Cache-Control': 'no-store',
      },
    });
  } catch (error) {
    return toResponse(error);
  }
}

type Make = (context: LoaderFunctionArgs['context'], project: ProjectId, query: URLSearchParams) => Promise<BoardFile>;

const FILES: Record<'sheets' | 'shot-list' | 'pictures' | 'ai-report' | 'take', Make> = {
  sheets: ({ actor, services }, project, query) => services.boards.sheets(actor, project, readSheetChoices(query)),
  'shot-list': ({ actor, services }, project, query) =>
    services.boards.shotList(actor, project, readShotListChoices(query)),
  pictures: ({ actor, services }, project, query) =>
    services.boards.pictures(actor, project, readPictureChoices(query)),
  'ai-report': ({ actor, services }, project, query) =>
    services.boards.aiReport(actor, project, readAiReportChoices(query)),
  take: ({ actor, services }, project, query) => {
    const take = idParam<TakeId>(query.get('take') ?? undefined);
    return services.boards.take(actor, project, take, readPictureChoices(query));
  },
};
