import { memo } from 'react';
import { Clapperboard, Plus } from 'lucide-react';
import { Button, IconButton } from '#app/components/index.ts';
import type { Group } from './layout.ts';
import styles from './boards-pane.module.css';
import { panelCount, runningTime } from '#shared/storyboard/index.ts';

interface SceneHeaderProps {
  readonly group: Group;
  readonly rowIndex: number;
  readonly columns: number;
  readonly current: boolean;
  readonly onAdd: ((group: Group) => void) | null;
  readonly onCover: ((group: Group) => void) | null;
}

export const SceneHeader = memo(function SceneHeader(props: SceneHeaderProps) {
  const { group, rowIndex, columns, current, onAdd, onCover } = props;
  const { scene, panels } = group;
  const time = panels.reduce((sum, panel) => sum + panel.durationMs, 0);
  return (
    <div role="row" aria-rowindex={rowIndex} className={styles['sceneHeader']} data-current={current}>
      <div role="gridcell" aria-colspan={columns} className={styles['sceneTitle']}>
        {scene && <span className={styles['sceneNumber']}>{scene.number}</span>}
        <h3 title={scene?.heading.text}>
          {scene ? scene.heading.text.toUpperCase() || 'UNTITLED SCENE' : 'No longer in the script'}
        </h3>
        <span className={styles['sceneFigures']}>
          {panels.length > 0 && `${panelCount(panels.length)} · ${runningTime(time)}`}
        </span>
        {scene && onCover && (
          <IconButton icon={Clapperboard} label={`Cover scene ${scene.number}`} onClick={() => onCover(group)} />
        )}
        {scene && onAdd && (
          <IconButton icon={Plus} label={`Add a panel to scene ${scene.number}`} onClick={() => onAdd(group)} />
        )}
      </div>
    </div>
  );
});

interface EmptySceneProps {
  readonly group: Group;
  readonly rowIndex: number;
  readonly columns: number;
  readonly onBoard: ((group: Group) => void) | null;
  readonly onCover: ((group: Group) => void) | null;
  readonly onAdd: ((group: Group) => void) | null;
}

/** A scene without panels: its own first lines, and the ways to begin. */
export function EmptyScene({ group, rowIndex, columns, onBoard, onCover, onAdd }: EmptySceneProps) {
  const lines = (group.scene?.body ?? []).filter((line) => line.text !== '').slice(0, 6);
  return (
    <div role="row" aria-rowindex={rowIndex} className={styles['emptyRow']}>
      <div role="gridcell" aria-colspan={columns} className={styles['emptyScene']}>
        <div className={styles['emptyLines']}>
          {lines.length === 0 && <p>Nothing is written in this scene yet.</p>}
          {lines.map((line) => (
            <p key={line.id} data-type={line.type}>
              {line.text}
            </p>
          ))}
        </div>
        {onBoard && onAdd && (
          <div className={styles['emptyActions']}>
            <Button onClick={() => onBoard(group)}>Board this scene</Button>
            {onCover && <Button onClick={() => onCover(group)}>Cover this scene…</Button>}
            <Button onClick={() => onAdd(group)}>Add panel</Button>
          </div>
        )}
      </div>
    </div>
  );
}
