import { useMemo } from 'react';
import { Pencil, Plus, SlidersHorizontal } from 'lucide-react';
import type { PanelId } from '#shared/lib/ids.ts';
import { allPanels, chosenTake, panelCount, runningTime, type Storyboard } from '#shared/storyboard/index.ts';
import type { Stage } from './commands.ts';
import { Button, IconButton } from '#app/components/index.ts';
import type { ViewName } from './boards-view.ts';
import { OnlyAiSwitch, type OnlyAi } from './only-ai.tsx';
import { PictureButton } from './picture-button.tsx';
import { HoldButton } from './queue-hold.tsx';
import type { BringPictures } from './use-bring-pictures.ts';
import { ViewSwitch } from './view-switch.tsx';
import styles from './boards-pane.module.css';

/** What Generate would draw: the selected panels; else those of the scene at hand without a picture. None twice. */
export function generatable({ props, layout, ids }: Stage): { ids: readonly PanelId[]; label: string } {
  const underWay = new Set(props.jobs.filter((job) => job.state !== 'failed').map((job) => job.panel));
  const free = (wanted: readonly PanelId[]) => wanted.filter((id) => !underWay.has(id));
  if (ids.length > 0) return { ids: free(ids), label: ids.length === 1 ? 'Generate' : `Generate ${ids.length}` };
  const group = layout.groups.find(({ key }) => key === props.activeScene);
  const bare = group?.panels.filter((panel) => !chosenTake(panel)).map((panel) => panel.id) ?? [];
  return { ids: free(bare), label: group?.scene ? `Generate scene ${group.scene.number}` : 'Generate' };
}

/** Of how many panels one sees how many, and how long the film is. */
function figuresOf(storyboard: Storyboard, shown: number, onlyAi: boolean): string {
  const panels = allPanels(storyboard);
  if (panels.length === 0) return 'No panels yet';
  if (onlyAi) return `${shown.toLocaleString('en')} of ${panelCount(panels.length)} by AI`;
  const time = storyboard.boards.flatMap((board) => board.panels).reduce((sum, panel) => sum + panel.durationMs, 0);
  return `${panelCount(panels.length)} · ${runningTime(time)}`;
}

interface ToolbarProps {
  readonly stage: Stage;
  readonly view: ViewName;
  readonly onView: (view: ViewName) => void;
  readonly only: Pick<OnlyAi, 'on' | 'toggle'>;
  readonly onAdd: () => void;
  readonly onGenerate: () => void;
  readonly pictures: Pick<BringPictures, 'chooser' | 'choosePictures' | 'chosen'>;
}

export function Toolbar({ stage, view, onView, only, onAdd, onGenerate, pictures }: ToolbarProps) {
  const { props, storyboard, layout } = stage;
  const { canEdit, canGenerate, selectedElementIds } = props;
  const target = generatable(stage);
  const single = stage.ids.length === 1 ? stage.ids[0] : undefined;
  const figures = useMemo(() => figuresOf(storyboard, layout.order.length, only.on), [storyboard, layout, only.on]);
  const lines = selectedElementIds.length;
  return (
    <div className={styles['toolbar']}>
      <p className={styles['figures']}>{figures}</p>
      <ViewSwitch view={view} onView={onView} />
      <OnlyAiSwitch only={only} />
      {canEdit && storyboard.boards.length > 0 && (
        <Button
          icon={Plus}
          className={styles['iconWhenNarrow']}
          title={
            lines > 0
              ? `For the ${lines === 1 ? 'selected line' : `${lines} selected lines`}`
              : 'After the active panel (N)'
          }
          onClick={onAdd}
        >
          {lines > 0 ? 'Add panel from lines' : 'Add panel'}
        </Button>
      )}
      {props.onDraw && single && (
        <Button
          icon={Pencil}
          className={styles['iconWhenNarrow']}
          title="On the selected panel, over its picture or on blank paper (D)"
          onClick={() => props.onDraw?.(single)}
        >
          Draw
        </Button>
      )}
      {canEdit && storyboard.boards.length > 0 && <PictureButton selected={stage.ids.length} pictures={pictures} />}
      <HoldButton {...props} />
      {canGenerate && storyboard.boards.length > 0 && (
        <Button
          variant="primary"
          disabled={target.ids.length === 0}
          title={target.ids.length === 0 ? 'Select the panels to draw' : 'Draw with the previz artist (G)'}
          onClick={onGenerate}
        >
          {target.label}
        </Button>
      )}
      {canGenerate && props.onOrder && layout.order.length > 0 && (
        <IconButton
          icon={SlidersHorizontal}
          label="Choose who makes pictures, and in which words"
          shortcut="Shift+G"
          onClick={() => props.onOrder?.(stage.ids, null)}
        />
      )}
    </div>
  );
}
