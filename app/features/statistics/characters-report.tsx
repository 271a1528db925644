import { useMemo } from 'react';
import type { ElementId } from '#shared/lib/ids.ts';
import type { CharacterStatistics, SceneStatistics, ScriptStatistics } from '#shared/reports/index.ts';
import { CharacterPlots } from './character-plots.tsx';
import css from './overview.module.css';
import { ReportTable } from './report-table.tsx';
import type { Column } from './table-text.ts';
import { count, percent } from './words.ts';

interface Props {
  readonly statistics: ScriptStatistics;
  readonly onOpenLine: (line: ElementId) => void;
}

export function CharactersReport({ statistics, onOpenLine }: Props) {
  const columns = useMemo(() => columnsOf(statistics.scenes), [statistics.scenes]);
  return (
    <div className={css['report']}>
      {statistics.characters.length > 0 && <CharacterPlots statistics={statistics} />}
      <ReportTable
        label="Characters"
        columns={columns}
        rows={statistics.characters}
        keyOf={({ name }) => name}
        onOpen={({ first }) => onOpenLine(first)}
        empty="Characters appear here when somebody in the script says something."
      />
    </div>
  );
}

function columnsOf(scenes: readonly SceneStatistics[]): Column<CharacterStatistics>[] {
  const scene = (at: number | undefined) => (at === undefined ? '' : (scenes[at]?.number ?? ''));
  return [
    { label: 'Character', value: ({ name }) => name },
    { label: 'Speeches', value: ({ speeches }) => speeches, text: ({ speeches }) => count(speeches) },
    { label: 'Words', value: ({ words }) => words, text: ({ words }) => count(words) },
    {
      label: 'Share of dialogue',
      value: ({ share }) => share,
      text: ({ share }) => percent(share),
      copied: ({ share }) => Math.round(share * 1000) / 1000,
    },
    { label: 'Scenes', value: ({ scenes: spoken }) => spoken.length },
    {
      label: 'First scene',
      value: ({ scenes: spoken }) => spoken[0] ?? -1,
      text: ({ scenes: spoken }) => scene(spoken[0]),
      copied: ({ scenes: spoken }) => scene(spoken[0]),
    },
    {
      label: 'Last scene',
      value: ({ scenes: spoken }) => spoken.at(-1) ?? -1,
      text: ({ scenes: spoken }) => scene(spoken.at(-1)),
      copied: ({ scenes: spoken }) => scene(spoken.at(-1)),
    },
  ];
}
