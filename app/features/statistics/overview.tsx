import { clockTime } from '#shared/lib/clock-time.ts';
import {
  scenesByLight,
  scenesBySetting,
  type SceneCounts,
  type SceneStatistics,
  type ScriptStatistics,
  type SettingRow,
} from '#shared/reports/index.ts';
import { formatEighths } from '#shared/screenplay/index.ts';
import css from './overview.module.css';
import { ReportTable } from './report-table.tsx';
import { SceneStrip } from './scene-strip.tsx';
import type { Column } from './table-text.ts';
import { LIGHT_WORDS, NOT_SAID, count, pagesText, percent, settingWord } from './words.ts';

export function Overview({ statistics }: { readonly statistics: ScriptStatistics }) {
  const { pages, eighths, words, saidWords, seconds, scenes, characters } = statistics;
  return (
    <div className={css['report']}>
      <Figures
        label="Size"
        figures={[
          ['Pages', count(pages), `${pagesText(eighths)} filled`],
          ['Scenes', count(scenes.length), lengthsOf(scenes)],
          ['Words', count(words), 'headings and cues too'],
          ['Dialogue', percent(words === 0 ? 0 : saidWords / words), `${count(saidWords)} words are said`],
          ['Characters', count(characters.length), 'say something'],
        ]}
      />
      <Figures
        label="Running time"
        figures={[
          ['By pages', clockTime(seconds.pages), 'a page a minute'],
          ['By characters', clockTime(seconds.characters), '1,350 a minute'],
          ['By kind of line', clockTime(seconds.elements), 'speech slower than action'],
        ]}
      />
      {scenes.length > 0 && (
        <section className={css['part']}>
          <h3>Scenes in order</h3>
          <SceneStrip scenes={scenes} />
        </section>
      )}
      <ReportTable
        label="Where and when"
        columns={columnsOf(scenes)}
        rows={scenesBySetting(scenes)}
        total={{ setting: 'all', ...scenesByLight(scenes) }}
        keyOf={({ setting }) => String(setting)}
        note="A scene counts every eighth of a page that it begins. The empty foot of a page is no scene’s."
        empty="Where and when the script plays appears here as headings are written."
      />
    </div>
  );
}

interface FiguresProps {
  readonly label: string;
  /** What it is, how much, and in which way that is meant. */
  readonly figures: readonly (readonly [string, string, string])[];
}

function Figures({ label, figures }: FiguresProps) {
  return (
    <section className={css['part']} aria-label={label}>
      <h3>{label}</h3>
      <dl className={css['figures']}>
        {figures.map(([what, figure, note]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd className={css['figure']}>{figure}</dd>
            <dd className={css['note']}>{note}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function lengthsOf(scenes: readonly SceneStatistics[]): string {
  if (scenes.length === 0) return 'no heading yet';
  const lengths = scenes.map(({ eighths }) => eighths);
  const average = Math.round(lengths.reduce((sum, each) => sum + each, 0) / lengths.length);
  const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)];
  return `${formatEighths(shortest)} to ${formatEighths(longest)}, on average ${formatEighths(average)}`;
}

type Row = SceneCounts & { readonly setting: SettingRow['setting'] | 'all' };

const LIGHTS = [
  ['day', LIGHT_WORDS.day],
  ['night', LIGHT_WORDS.night],
  ['unsaid', NOT_SAID],
  ['all', 'All'],
] as const;

/** For each light the scenes and their length; a column for headings that say none only where there are such. */
function columnsOf(scenes: readonly SceneStatistics[]): Column<Row>[] {
  const shown = LIGHTS.filter(([light]) => light !== 'unsaid' || scenes.some((scene) => scene.light === null));
  return [
    { label: 'Setting', value: ({ setting }) => (setting === 'all' ? 'All' : settingWord(setting)) },
    ...shown.flatMap(([light, word]): Column<Row>[] => [
      { label: word, value: (row) => row[light].scenes },
      {
        label: `${word}, pages`,
        value: (row) => row[light].eighths,
        text: (row) => formatEighths(row[light].eighths),
        copied: (row) => row[light].eighths / 8,
      },
    ]),
  ];
}
