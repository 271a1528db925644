import { ChartNoAxesColumn } from 'lucide-react';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { Dialog, ProgressBar, later, useCommands } from '#app/components/index.ts';
import type { ProjectDoc } from '#shared/collab/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';

const TITLE = 'Statistics of the script';
const StatisticsView = later(
  async () => (await import('./statistics-view.tsx')).StatisticsView,
  <ProgressBar label="Counting" value={null} />,
);

/**
 * The statistics as a dialog, which the palette opens too. Nothing is counted while it is closed.
 * @param onOpenLine shows a line of the script, where a row leads to
 */
export function useStatisticsDialog(
  doc: ProjectDoc,
  onOpenLine: (line: ElementId) => void,
): { readonly open: () => void; readonly dialog: ReactNode } {
  const [shown, setShown] = useState(false);
  const open = useCallback(() => setShown(true), []);
  useCommands(
    useMemo(
      () => [
        {
          ...{ id: 'script.statistics', label: TITLE, group: 'Script', icon: ChartNoAxesColumn, run: open },
          keywords: 'pages words characters running time report count',
        },
      ],
      [open],
    ),
  );
  const dialog = (
    <Dialog open={shown} onClose={() => setShown(false)} title={TITLE} wide="very">
      <StatisticsView
        doc={doc}
        onOpenLine={(line) => {
          setShown(false);
          onOpenLine(line);
        }}
      />
    </Dialog>
  );
  return { open, dialog };
}
