import { insertExport, type Db } from '#db/index.ts';
import type { Clock } from '#shared/lib/clock.ts';
import { fileNameOf } from '#shared/lib/file-name.ts';
import { must } from '#shared/lib/assert.ts';
import type { AssetHash, ExportId, NewId, ProjectId } from '#shared/lib/ids.ts';
import type { PictureWidth } from '#shared/lib/picture-widths.ts';
import { pageSettingsOf, paginate, sceneLengths } from '#shared/pagination/index.ts';
import { SHOT_COLUMNS, inShootingOrder, namePanels, shotList, type Panel } from '#shared/storyboard/index.ts';
import type { Access, Actor } from '#server/access/index.ts';
import type { Assets } from '#server/assets/index.ts';
import type { Disclosure } from '#server/disclosure/index.ts';
import { writeCsv, writeXlsx, zipStream, type Table } from '#server/exports/index.ts';
import type { Studio } from '#server/pictures/index.ts';
import type { Printer } from '#server/printing/index.ts';
import type { Documents } from '#server/sync/index.ts';
import { filmOf, type Film } from './film.ts';
import { isDrawnOn, panelPictures } from './panel-picture.ts';
import { pictureFiles, takeFile } from './picture-files.ts';
import type { Boards, ShotListChoices } from './port.ts';
import { sheetsOf } from './sheets.ts';
import { tallies } from './tallies.ts';

export interface BoardsOptions {
  readonly db: Db;
  readonly access: Access;
  readonly documents: Pick<Documents, 'read'>;
  readonly assets: Pick<Assets, 'open'>;
  readonly printer: Pick<Printer, 'sheets' | 'shotList'>;
  readonly studio: Pick<Studio, 'draw'>;
  readonly disclosure: Disclosure;
  readonly clock: Clock;
  readonly newId: NewId;
}

const MIME = {
  csv: 'text/csv; charset=utf-8',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

function reportedFilm(film: Film) {
  return {
    panels: namePanels(film.storyboard, film.numbering).values(),
    isDrawnOn: (panel: Panel) => isDrawnOn(panel, film),
    shotOf: ({ shot }: Panel) => film.shots.get(shot),
  };
}

export function createBoards(options: BoardsOptions): Boards {
  const { db, access, assets, printer, clock, newId } = options;
  const filmFor = async (actor: Actor | null, project: ProjectId): Promise<Film> => {
    await access.requireInProject(actor, project, 'project.export');
    return filmOf(options, project);
  };
  const picturesFor = (actor: Actor | null, project: ProjectId, film: Film) => {
    const open = (hash: AssetHash, width: PictureWidth | null) => assets.open(actor, project, hash, width);
    return panelPictures({ ...options, open, film });
  };
  /** Pictures leave the house: whoever revokes a consent is told. */
  const leaves = (actor: Actor | null, project: ProjectId, what: 'sheets' | 'pictures') => {
    const at = new Date(clock.now());
    return insertExport(db, { id: newId<ExportId>(), projectId: project, what, by: must(actor).userId, at });
  };
  return {
    ...tallies(options),

    sheets: async (actor, project, choices) => {
      const film = await filmFor(actor, project);
      // Whoever wrote its name there may have made it up: sheets without a logo are better than none.
      const logo = film.logo && (await assets.open(actor, project, film.logo.asset, 640).catch(() => null));
      const pictures = picturesFor(actor, project, film);
      const request = await sheetsOf(film, choices, pictures, logo?.bytes ?? null, new Date(clock.now()));
      const { bytes } = await printer.sheets(request);
      await leaves(actor, project, 'sheets');
      return { filename: `${fileNameOf(film.title)} storyboard.pdf`, mime: 'application/pdf', bytes };
    },

    shotList: async (actor, project, choices) => {
      const film = await filmFor(actor, project);
      const bytes = await shotListFile(options, film, choices);
      return { filename: `${fileNameOf(film.title)} shot list.${choices.format}`, mime: MIME[choices.format], bytes };
    },

    pictures: async (actor, project, choices) => {
      const film = await filmFor(actor, project);
      const labelled = await options.disclosure.labeller(actor, project, choices);
      const files = pictureFiles(film, picturesFor(actor, project, film), labelled);
      const bytes = zipStream(files, new Date(clock.now()));
      await leaves(actor, project, 'pictures');
      return { filename: `${fileNameOf(film.title)} pictures.zip`, mime: 'application/zip', bytes };
    },

    aiReport: async (actor, project, { format, paper }) => {
      const film = await filmFor(actor, project);
      const { table, summary } = await options.disclosure.report(actor, project, reportedFilm(film));
      const createdAt = new Date(clock.now());
      const request = { title: film.title, summary, paper, table, createdAt };
      const bytes = format === 'csv' ? writeCsv(table) : (await printer.shotList(request)).bytes;
      return { filename: `${fileNameOf(film.title)} AI use.${format}`, mime: MIME[format], bytes };
    },

    take: async (actor, project, take, choices) => {
      const film = await filmFor(actor, project);
      const labelled = await options.disclosure.labeller(actor, project, choices);
      return takeFile(film, take, (asset) => assets.open(actor, project, asset), labelled);
    },
  };
}

async function shotListFile(
  { printer, clock }: BoardsOptions,
  film: Film,
  choices: ShotListChoices,
): Promise<Uint8Array> {
  const table = tableOf(film, choices);
  if (choices.format === 'csv') return writeCsv(table);
  if (choices.format === 'xlsx') return writeXlsx(table);
  const setups = table.rows.length === 1 ? '1 setup' : `${table.rows.length.toLocaleString('en')} setups`;
  const printed = await printer.shotList({
    ...{ title: film.title, paper: choices.paper, table, createdAt: new Date(clock.now()) },
    summary: `${choices.order === 'script' ? 'Script order' : 'Shooting order'} · ${setups}`,
  });
  return printed.bytes;
}

function tableOf({ storyboard, shots, numbering, state }: Film, { order, columns }: ShotListChoices): Table {
  const chosen = SHOT_COLUMNS.filter(({ name }) => columns === null || columns.includes(name));
  const rows = shotList(storyboard, { shots, numbering });
  const lengths = sceneLengths(paginate(state.elements, pageSettingsOf(state.pageSetup)));
  const eighths = new Map(lengths.map((length) => [length.element, length.eighths]));
  return {
    name: 'Shot list',
    columns: chosen.map(({ label }) => ({ label })),
    rows: (order === 'shooting' ? inShootingOrder(rows) : rows).map((row) =>
      chosen.map((column) => column.cell(row, eighths)),
    ),
  };
}
