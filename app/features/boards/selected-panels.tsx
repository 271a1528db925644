import { useMemo, type RefObject } from 'react';
import { isMadeByAi, panelCount, type Lines } from '#shared/storyboard/index.ts';
import { useAspectRatio } from '#app/collab/use-settings.ts';
import { useProject } from '#app/lib/project-context.tsx';
import { panelsOf } from './board-edits.ts';
import type { Commands, Stage } from './commands.ts';
import { FromModel } from './from-model.tsx';
import { Inspector } from './inspector.tsx';
import { panelAt } from './layout.ts';
import { LinkNotice } from './selected-links.tsx';
import { SetupControls } from './setup-controls.tsx';
import { AltSuggestion } from './suggestions-later.tsx';
import { chooseTake } from './takes/choose-take.ts';
import { judge } from './takes/judge-take.ts';
import { TakePicker } from './takes/take-picker.tsx';

interface SelectedPanelsProps {
  readonly stage: Stage;
  readonly commands: Commands;
  readonly lines: Lines;
  readonly firstField: RefObject<HTMLSelectElement>;
  /** Null where this person can't have pictures drawn. */
  readonly onRedraw: (() => void) | null;
  readonly onLeave: () => void;
}

/** What is said of the panels that are selected, and what they ask of a person. */
export function SelectedPanels({ stage, commands, lines, firstField, onRedraw, onLeave }: SelectedPanelsProps) {
  const { props, storyboard, ids, say } = stage;
  const chosen = useMemo(() => panelsOf(storyboard, ids), [storyboard, ids]);
  const { me } = useProject();
  const aspectRatio = useAspectRatio(props.connection.doc);
  const [only] = chosen.length === 1 ? chosen : [];
  const title = ids.length === 1 ? numberOf(stage) : panelCount(ids.length);
  return (
    <Inspector
      panels={chosen}
      shots={chosen.flatMap((panel) => storyboard.shots.get(panel.shot) ?? [])}
      {...{ title, firstField, onLeave }}
      setup={<SetupControls stage={stage} />}
      altSuggestion={
        only && (
          <>
            <FromModel panel={only} />
            {props.canGenerate && (
              <AltSuggestion connection={props.connection} projectId={props.projectId} panel={only} />
            )}
          </>
        )
      }
      onChange={commands.change}
      onRemove={commands.remove}
      onBlock={only && props.onBlock ? () => props.onBlock?.(only.id) : null}
    >
      <LinkNotice {...{ stage, commands, lines, onRedraw }} panels={chosen} />
      {only && (only.takes.length > 1 || isMadeByAi(only)) && (
        <TakePicker
          {...{ panel: only, title, aspectRatio, people: props.people }}
          {...{ assetUrl: props.assetUrl, projectId: props.projectId }}
          onLike={
            props.canGenerate && props.onOrder
              ? ({ id, asset }) => props.onOrder?.([only.id], { take: id, asset })
              : null
          }
          recordOf={props.recordOf}
          rating={
            props.canEdit
              ? {
                  me: me.id,
                  onJudge: (take, said) => judge(props.connection, only, { take, by: me.id, at: Date.now() }, said),
                }
              : null
          }
          onChoose={(take) => {
            if (chooseTake(props.connection, storyboard, only, take)) say('The take is shown');
          }}
        />
      )}
    </Inspector>
  );
}

function numberOf({ layout, ids }: Stage): string {
  const found = panelAt(layout, ids[0] ?? null);
  return found?.group.numbers[found.index] ?? '';
}
