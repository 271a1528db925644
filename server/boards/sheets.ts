import { AppError } from '#shared/protocol/index.ts';
import { DEFAULT_SHOT } from '#shared/shots/index.ts';
import {
  anchoredLines,
  chosenTake,
  excerptOf,
  linesById,
  namePanels,
  panelCount,
  printedWords,
  runningTime,
  type Panel,
} from '#shared/storyboard/index.ts';
import type { SheetPanel, SheetScene, SheetsRequest } from '#server/exports/index.ts';
import type { Film } from './film.ts';
import type { PanelPicture } from './panel-picture.ts';
import type { SheetChoices } from './port.ts';

/** The pictures of one file are in memory together: 4,000 of them are some 200 MB. */
const MOST_PANELS = 4000;
const MARKS = { generated: 'AI', previz: null, uploaded: null, drawn: null } as const;

/** What is printed. Rejects with AppError when the film has too many panels for one file, or none that was asked for. */
export async function sheetsOf(
  film: Film,
  { layout, fields, labels, scenes, footer }: SheetChoices,
  pictureOf: PanelPicture,
  logo: SheetsRequest['logo'],
  createdAt: Date,
): Promise<SheetsRequest> {
  const { storyboard, numbering, shots, title, aspectRatio } = film;
  const wanted = storyboard.boards.filter(
    ({ scene, panels }) => panels.length > 0 && (scenes === null || scenes.includes(scene.id)),
  );
  const panels = wanted.flatMap((board) => board.panels);
  if (panels.length === 0)
    throw new AppError('invalid_input', 'There is no panel in what you chose. Board a scene first.');
  if (panels.length > MOST_PANELS) {
    throw new AppError(
      'too_large',
      `These are ${panels.length.toLocaleString('en')} panels; one file holds ${MOST_PANELS.toLocaleString('en')}. Choose some of the scenes.`,
    );
  }
  const names = namePanels(storyboard, numbering);
  const lines = linesById(storyboard.boards.map(({ scene }) => scene));
  const chosen = new Set(fields);
  const width = layout.kind === 'grid' && layout.columns >= 3 ? 640 : 1280;
  const printed = async (panel: Panel): Promise<SheetPanel> => {
    const take = chosenTake(panel);
    const shot = shots.get(panel.shot) ?? { id: panel.shot, ...DEFAULT_SHOT };
    return {
      number: names.get(panel.id)?.number ?? '',
      picture: (await pictureOf(panel, width))?.bytes ?? null,
      mark: take && labels ? MARKS[take.source] : null,
      ...printedWords({ panel, shot, excerpt: excerptOf(anchoredLines(panel, lines)) }, chosen),
    };
  };
  const printedScenes: SheetScene[] = [];
  for (const { scene, panels: own } of wanted) {
    const sheetPanels: SheetPanel[] = [];
    for (const panel of own) sheetPanels.push(await printed(panel));
    printedScenes.push({ number: scene.number, heading: scene.heading.text.toUpperCase(), panels: sheetPanels });
  }
  return {
    ...{ title, footer, aspectRatio, layout, createdAt },
    logo,
    summary: summaryOf(panels),
    scenes: printedScenes,
  };
}

function summaryOf(panels: readonly Panel[]): string {
  const time = panels.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return `${panelCount(panels.length)} · ${runningTime(time)}`;
}
