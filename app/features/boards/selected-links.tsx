import { linkOf, type Lines, type Panel } from '#shared/storyboard/index.ts';
import type { Commands, Stage } from './commands.ts';
import { OrphanNotice, StaleNotice } from './link-notice.tsx';

interface LinkNoticeProps {
  readonly stage: Stage;
  readonly commands: Commands;
  /** Those that are selected. */
  readonly panels: readonly Panel[];
  readonly lines: Lines;
  readonly onRedraw: (() => void) | null;
}

/** What the selected panels ask a person to decide: nothing, as a rule. */
export function LinkNotice({ stage, commands, panels, lines, onRedraw }: LinkNoticeProps) {
  const links = panels.map((panel) => linkOf(panel, lines));
  const stale = links.flatMap((link) => (link.state === 'stale' ? [link] : []));
  const orphans = panels.filter((_, i) => links[i]?.state === 'orphaned');
  const [only] = links;
  if (orphans.length > 0 && orphans.length === panels.length) {
    return (
      <OrphanNotice
        count={orphans.length}
        words={orphans.length === 1 ? (orphans[0]?.words ?? '') : ''}
        boards={stage.storyboard.boards}
        selected={stage.props.selectedElementIds}
        onHang={commands.hang}
      />
    );
  }
  if (stale.length === 0) return null;
  const link = panels.length === 1 && only?.state === 'stale' ? only : null;
  return <StaleNotice link={link} count={stale.length} onAccept={commands.keepPictures} onRedraw={onRedraw} />;
}
