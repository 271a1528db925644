import { useState } from 'react';
import { ProgressBar, Tabs } from '#app/components/index.ts';
import type { ProjectDoc } from '#shared/collab/index.ts';
import { CharactersReport } from './characters-report.tsx';
import { Overview } from './overview.tsx';
import { ScenesReport } from './scenes-report.tsx';
import { useStatistics } from './use-statistics.ts';

export function StatisticsView({ doc }: { readonly doc: ProjectDoc }) {
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
        { value: 'characters', label: 'Characters', content: <CharactersReport statistics={statistics} /> },
        { value: 'scenes', label: 'Scenes', content: <ScenesReport statistics={statistics} /> },
      ]}
    />
  );
}
