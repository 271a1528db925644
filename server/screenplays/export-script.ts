import { findProject } from '#db/index.ts';
import { loadState, projectDocument } from '#shared/collab/index.ts';
import { EXPORT_FORMATS, lossesIn, writeProject, type ExportFormat, type ScriptFormat } from '#shared/formats/index.ts';
import { must } from '#shared/lib/assert.ts';
import { fileNameOf } from '#shared/lib/file-name.ts';
import type { ProjectId } from '#shared/lib/ids.ts';
import { pageSettingsOf } from '#shared/pagination/index.ts';
import type { ScreenplaysOptions } from './options.ts';
import type { Screenplays } from './port.ts';
import { scriptIn, type Script } from './script-in.ts';

export function exportScript(options: ScreenplaysOptions): Screenplays['export'] {
  const { db, access } = options;
  return async (actor, project, format) => {
    await access.requireInProject(actor, project, 'project.export');
    const [found, script] = await Promise.all([findProject(db, project), scriptOf(options, project)]);
    const bytes = format === 'pdf' ? await toPdf(options, script) : toText(format, script);
    return { filename: `${fileNameOf(must(found).title)}.${format}`, mime: MIME[format], bytes };
  };
}

export function exportChoices(options: ScreenplaysOptions): Screenplays['exportChoices'] {
  return async (actor, project) => {
    await options.access.requireInProject(actor, project, 'project.export');
    const script = await scriptOf(options, project);
    return EXPORT_FORMATS.map((format) => ({ format, losses: lossesIn(format, script) }));
  };
}

const MIME: Readonly<Record<ExportFormat, string>> = {
  fountain: 'text/plain; charset=utf-8',
  fdx: 'application/xml',
  pdf: 'application/pdf',
  json: 'application/json',
};

/** As it is durable now. */
async function scriptOf({ documents }: ScreenplaysOptions, project: ProjectId): Promise<Script> {
  const { state } = await documents.read(projectDocument(project));
  const doc = loadState(state);
  const script = scriptIn(doc);
  doc.destroy();
  return script;
}

function toText(format: ScriptFormat, script: Script): Uint8Array {
  return new TextEncoder().encode(writeProject(format, script));
}

async function toPdf(
  { printer, clock }: ScreenplaysOptions,
  { pageSetup, titlePage, elements }: Script,
): Promise<Uint8Array> {
  const createdAt = new Date(clock.now());
  const { layout } = pageSetup;
  const settings = pageSettingsOf(pageSetup);
  const { bytes } = await printer.script({ titlePage, elements, layout, settings, createdAt });
  return bytes;
}
