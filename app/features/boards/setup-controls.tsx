import { useId, useMemo, useState } from 'react';
import { Combine, Split } from 'lucide-react';
import { joinedSetup, panelCount, splitSetups } from '#shared/storyboard/index.ts';
import { newId } from '#app/collab/new-id.ts';
import { IconButton, useCommands } from '#app/components/index.ts';
import { counted, panelsOf } from './board-edits.ts';
import type { Stage } from './commands.ts';
import { faultOfName, joinPanels, nameSetup, splitPanels } from './setup-edits.ts';
import { useLatest } from './use-latest.ts';
import styles from './inspector.module.css';

interface SetupControlsProps {
  readonly stage: Stage;
}

/** The setup of the selected panels: its letter, and the ways to make one of several and several of one. */
export function SetupControls({ stage }: SetupControlsProps) {
  const { storyboard, ids, props, say } = stage;
  const { connection } = props;
  const joins = useMemo(() => joinedSetup(storyboard, ids) !== null, [storyboard, ids]);
  const splits = useMemo(() => splitSetups(storyboard, ids).length, [storyboard, ids]);
  const setups = new Set(panelsOf(storyboard, ids).map(({ shot }) => shot));
  const join = () => {
    if (joinPanels(connection, storyboard, ids)) say(`${panelCount(ids.length)} are one setup`);
  };
  const split = () => {
    const made = splitPanels(connection, storyboard, ids, newId);
    if (made > 0) say(`Split off ${counted(made, 'a setup', 'setups')}`);
  };
  useSetupCommands(joins ? join : null, splits > 0 ? split : null);
  const [setup] = setups;
  return (
    <>
      {setups.size === 1 && setup && (
        <SetupName
          key={`${setup} ${storyboard.shots.get(setup)?.name ?? ''}`}
          stage={stage}
          name={storyboard.shots.get(setup)?.name ?? ''}
        />
      )}
      {joins && <IconButton icon={Combine} label="Join into one setup" onClick={join} />}
      {splits > 0 && (
        <IconButton icon={Split} label={splits === 1 ? 'Split off as a setup' : 'Split into setups'} onClick={split} />
      )}
    </>
  );
}

/** Kept when it is left or at Enter; Escape gives up. What no slate can say, says so beside it. */
function SetupName({ stage, name }: SetupControlsProps & { readonly name: string }) {
  const { props, storyboard, ids } = stage;
  const [text, setText] = useState(name);
  const [fault, setFault] = useState<string | null>(null);
  const [field, help] = [useId(), useId()];
  const keep = () => {
    const why = text.trim() === name ? null : faultOfName(props.connection, storyboard, ids, text);
    setFault(why);
    if (why === null && text.trim() !== name) nameSetup(props.connection, storyboard, ids, text);
  };
  return (
    <div className={styles['field']} data-width="name">
      <label htmlFor={field}>Setup</label>
      <input
        id={field}
        value={text}
        maxLength={40}
        placeholder="By place"
        title="A letter of the slate, or a name of its own; empty, it is called by its place"
        aria-invalid={fault !== null || undefined}
        aria-describedby={fault === null ? undefined : help}
        onChange={(event) => {
          setText(event.target.value);
          setFault(null);
        }}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep();
          if (event.key === 'Escape') setText(name);
        }}
      />
      {fault !== null && (
        <span id={help} role="alert" className={styles['fault']}>
          {fault}
        </span>
      )}
    </div>
  );
}

function useSetupCommands(join: (() => void) | null, split: (() => void) | null): void {
  const latest = useLatest({ join, split });
  const [joins, splits] = [join !== null, split !== null];
  useCommands(
    useMemo(
      () => [
        ...(joins
          ? [
              {
                ...{ id: 'boards.join', label: 'Join panels into one setup', group: 'Boards', icon: Combine },
                ...{ keywords: 'slate letter camera shot merge', run: () => latest.current.join?.() },
              },
            ]
          : []),
        ...(splits
          ? [
              {
                ...{ id: 'boards.split', label: 'Split panels off as a setup', group: 'Boards', icon: Split },
                ...{ keywords: 'slate letter camera shot', run: () => latest.current.split?.() },
              },
            ]
          : []),
      ],
      [joins, splits, latest],
    ),
  );
}
