import { useState } from 'react';
import { ProgressBar, Tabs } from '#app/components/index.ts';
import type { ProjectDoc } from '#shared/collab/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { CharactersReport } from './characters-report.tsx';
import { Overview } from './overview.tsx';
import { ScenesReport } from './scenes-report.tsx';
import { useStatistics } from './use-statistics.ts';

interface Props {
  readonly doc: ProjectDoc;
  readonly onOpenLine: (line: ElementId) => void;
}

export function StatisticsView({ doc, onOpenLine }: Props) {
  const statistics = useStatistics(doc);
  const [tab, setTab] = useState<'script' | 'characters' | 'scenes'>('script');
  if (!statistics) return <ProgressBar label="Counting" value={null} />;
  return (
    <Tabs
      label="What is counted"
      value={tab}
      onChange={setTab}
      tabs={[
        { value: 'script', label: 'Script', content: <Overview statistics={statistics} /> },
        { value: 'characters', label: 'Characters', content: <CharactersReport {...{ statistics, onOpenLine }} /> },
        { value: 'scenes', label: 'Scenes', content: <ScenesReport {...{ statistics, onOpenLine }} /> },
      ]}
    />
  );
}
