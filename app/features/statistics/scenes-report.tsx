import { useMemo } from 'react';
import type { ElementId } from '#shared/lib/ids.ts';
import type { SceneStatistics, ScriptStatistics } from '#shared/reports/index.ts';
import { formatEighths } from '#shared/screenplay/index.ts';
import css from './overview.module.css';
import { ReportTable } from './report-table.tsx';
import { SceneStrip } from './scene-strip.tsx';
import type { Column } from './table-text.ts';
import { count, lightWord, settingWord } from './words.ts';

interface Props {
  readonly statistics: ScriptStatistics;
  readonly onOpenLine: (line: ElementId) => void;
}

export function ScenesReport({ statistics: { scenes }, onOpenLine }: Props) {
  const columns = useMemo(() => columnsOf(scenes), [scenes]);
  return (
    <div className={css['report']}>
      {scenes.length > 0 && <SceneStrip scenes={scenes} />}
      <ReportTable
        label="Scenes"
        columns={columns}
        rows={scenes}
        keyOf={({ id }) => id}
        onOpen={({ id }) => onOpenLine(id)}
        empty="Scenes appear here as headings are written."
      />
    </div>
  );
}

function columnsOf(scenes: readonly SceneStatistics[]): Column<SceneStatistics>[] {
  const places = new Map(scenes.map(({ id }, index) => [id, index]));
  return [
    {
      label: 'Scene',
      value: ({ id }) => places.get(id) ?? 0,
      text: ({ number }) => number,
      copied: ({ number }) => number,
    },
    { label: 'Heading', value: ({ heading }) => heading },
    { label: 'Setting', value: ({ setting }) => settingWord(setting) },
    { label: 'Day or night', value: lightWord },
    { label: 'Page', value: ({ page }) => page },
    {
      label: 'Length',
      copiedLabel: 'Length in pages',
      value: ({ eighths }) => eighths,
      text: ({ eighths }) => formatEighths(eighths),
      copied: ({ eighths }) => eighths / 8,
    },
    { label: 'Words', value: ({ words }) => words, text: ({ words }) => count(words) },
    { label: 'Speeches', value: ({ speeches }) => speeches },
    { label: 'Speakers', value: ({ speakers }) => speakers.join(', ') },
  ];
}
