import { findProject } from '#db/index.ts';
import { loadState, projectDocument, readScript, readSettings, readTitlePage } from '#shared/collab/index.ts';
import { writeFountain } from '#shared/formats/fountain/index.ts';
import { must } from '#shared/lib/assert.ts';
import { fileNameOf } from '#shared/lib/file-name.ts';
import { paperSettings, type Paper } from '#shared/pagination/index.ts';
import { inCapitals, type ScriptElement, type TitlePage } from '#shared/screenplay/index.ts';
import type { ScreenplaysOptions } from './options.ts';
import type { Screenplays } from './port.ts';

interface Written {
  readonly mime: string;
  readonly bytes: Uint8Array;
}

export function exportScript(options: ScreenplaysOptions): Screenplays['export'] {
  const { db, access, documents } = options;
  return async (actor, project, format) => {
    await access.requireInProject(actor, project, 'project.export');
    const [found, stored] = await Promise.all([findProject(db, project), documents.read(projectDocument(project))]);
    const doc = loadState(stored.state);
    const script = { titlePage: readTitlePage(doc), elements: readScript(doc), paper: readSettings(doc).paper };
    doc.destroy();
    const written = format === 'pdf' ? await toPdf(options, script) : toFountain(script);
    return { filename: `${fileNameOf(must(found).title)}.${format}`, ...written };
  };
}

interface Script {
  readonly titlePage: TitlePage;
  readonly elements: readonly ScriptElement[];
  readonly paper: Paper;
}

function toFountain({ titlePage, elements }: Script): Written {
  const text = writeFountain({ titlePage, elements: elements.map(inCapitals) });
  return { mime: 'text/plain; charset=utf-8', bytes: new TextEncoder().encode(text) };
}

async function toPdf({ pdf, clock }: ScreenplaysOptions, { paper, ...script }: Script): Promise<Written> {
  const createdAt = new Date(clock.now());
  const { bytes } = await pdf.write({ ...script, settings: paperSettings(paper), createdAt });
  return { mime: 'application/pdf', bytes };
}
