import { Link } from '@remix-run/react';
import { useMemo } from 'react';
import type { ProjectId, ShotId } from '#shared/lib/ids.ts';
import { describeCounts, type ProjectDiff, type ProjectState } from '#shared/revisions/index.ts';
import { scenesOf } from '#shared/screenplay/index.ts';
import { numberPanels, type Numbering } from '#shared/shots/index.ts';
import { arrangePanels, type SceneBoard } from '#shared/storyboard/index.ts';
import type { RevisionSummary } from '#server/context.ts';
import { RelativeTime, cx } from '#app/components/index.ts';
import { PanelFrame, type Frames } from './panel-strip.tsx';
import { RestoreButton } from './restore-button.tsx';
import { ScriptChanges } from './script-changes.tsx';
import { Line, ScriptSheet } from './script-sheet.tsx';
import strip from './panel-strip.module.css';
import styles from './revision-view.module.css';

interface HeaderProps {
  readonly project: ProjectId;
  readonly summary: RevisionSummary;
  readonly comparing: boolean;
  readonly canRestore: boolean;
}

/** Says loudly that this is the past, and what can be done with it. */
function Header({ project, summary, comparing, canRestore }: HeaderProps) {
  const here = `/projects/${project}/history/${summary.id}`;
  return (
    <header className={styles['header']}>
      <div className={styles['what']}>
        <h2>{summary.name}</h2>
        <p>
          {comparing ? 'Compared with now' : 'Read only'} · {summary.author.name},{' '}
          <RelativeTime at={summary.createdAt} /> · {describeCounts(summary.counts)}
        </p>
      </div>
      <nav className={styles['modes']} aria-label="How to look at this revision">
        <Link to={here} aria-current={comparing ? undefined : 'page'} className={styles['mode']}>
          As it was
        </Link>
        <Link to={`${here}?compare`} aria-current={comparing ? 'page' : undefined} className={styles['mode']}>
          Compare with now
        </Link>
      </nav>
      {canRestore && <RestoreButton project={project} revision={summary.id} name={summary.name} />}
    </header>
  );
}

export interface RevisionViewProps extends Omit<HeaderProps, 'comparing'> {
  readonly state: ProjectState;
  readonly frames: Frames;
}

/** A revision as it was: its script as pages, each scene's panels under it, on tinted ground. */
export function RevisionView({ state, frames, ...header }: RevisionViewProps) {
  const { boards, orphans } = useMemo(
    () => arrangePanels(scenesOf(state.elements), state.panels),
    [state.elements, state.panels],
  );
  const numbering = useMemo(() => {
    const shots = new Map(state.shots.map((shot) => [shot.id, shot]));
    return {
      ...(state.shotLetters && { school: state.shotLetters }),
      nameOf: (setup: ShotId) => shots.get(setup)?.name,
    };
  }, [state.shots, state.shotLetters]);
  const firstHeading = state.elements.findIndex(({ type }) => type === 'scene_heading');
  const preamble = firstHeading < 0 ? state.elements : state.elements.slice(0, firstHeading);
  return (
    <div className={styles['past']}>
      <Header {...header} comparing={false} />
      <ScriptSheet label={`Script of ${header.summary.name}`}>
        {preamble.map((element) => (
          <Line key={element.id} element={element} />
        ))}
        {boards.map((board) => (
          <SceneThen key={board.scene.id} board={board} numbering={numbering} frames={frames} />
        ))}
      </ScriptSheet>
      {orphans.length > 0 && (
        <div className={strip['strip']}>
          {orphans.map((panel) => (
            <PanelFrame key={panel.id} panel={panel} label="Panel" frames={frames} note="Not in the script" />
          ))}
        </div>
      )}
    </div>
  );
}

interface SceneThenProps {
  readonly board: SceneBoard;
  readonly numbering: Numbering;
  readonly frames: Frames;
}

function SceneThen({ board: { scene, panels }, numbering, frames }: SceneThenProps) {
  const numbers = numberPanels(
    scene.number,
    panels.map((panel) => panel.shot),
    numbering,
  );
  return (
    <section>
      <Line element={scene.heading} />
      {scene.body.map((element) => (
        <Line key={element.id} element={element} />
      ))}
      {panels.length > 0 && (
        <div className={cx(strip['strip'], styles['panels'])}>
          {panels.map((panel, i) => (
            <PanelFrame key={panel.id} panel={panel} label={numbers[i] ?? ''} frames={frames} />
          ))}
        </div>
      )}
    </section>
  );
}

export interface CompareViewProps extends Omit<HeaderProps, 'comparing'> {
  readonly diff: ProjectDiff;
  readonly frames: Frames;
}

/** From a revision to now, line by line; what did not change is folded away. */
export function CompareView({ diff, frames, ...header }: CompareViewProps) {
  const unchanged = diff.script.every((change) => change.kind === 'same') && diff.panels.length === 0;
  return (
    <div className={styles['past']}>
      <Header {...header} comparing />
      {unchanged && <p className={styles['same']}>Nothing has changed since this revision.</p>}
      {!unchanged && <ScriptChanges script={diff.script} />}
      <div className={strip['strip']}>
        {diff.panels.map((change) => (
          <PanelFrame
            key={change.panel.id}
            panel={change.panel}
            label="Panel"
            frames={frames}
            removed={change.kind === 'removed'}
            note={change.kind === 'changed' ? `Changed: ${change.fields.join(', ')}` : NOTES[change.kind]}
          />
        ))}
      </div>
    </div>
  );
}

const NOTES = { added: 'Added since', removed: 'Removed since' } as const;
