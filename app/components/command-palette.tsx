import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useAllCommands, type Command } from './commands.tsx';
import styles from './command-palette.module.css';
import { findCommands } from './find-commands.ts';
import { Icon } from './icon.tsx';
import { Kbd } from './kbd.tsx';

interface CommandPaletteProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Every command and place of the page by name, on ⌘K. */
export function CommandPalette({ open, onClose }: CommandPaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
    if (!open && dialog.current?.open) dialog.current.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      aria-label="Commands"
      className={styles['palette']}
      onClose={onClose}
      onMouseDown={(event) => event.target === dialog.current && onClose()}
    >
      {open && <PaletteBody onClose={onClose} />}
    </dialog>
  );
}

function PaletteBody({ onClose }: { readonly onClose: () => void }) {
  const id = useId();
  const commands = useAllCommands();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const found = useMemo(
    () =>
      byGroup(
        findCommands(
          commands.filter((command) => !command.sheetOnly),
          query,
        ),
      ),
    [commands, query],
  );
  const chosen = found[Math.min(at, found.length - 1)];

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  const run = (command: Command) => {
    onClose();
    // After the dialog has given focus back: the command may want to place it.
    setTimeout(command.run, 0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const count = Math.max(found.length, 1);
    if (event.key === 'ArrowDown') setAt((at + 1) % count);
    else if (event.key === 'ArrowUp') setAt((at - 1 + count) % count);
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing && chosen) run(chosen);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <input
        autoFocus
        role="combobox"
        aria-label="Find a command"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={chosen && `${id}-${chosen.id}`}
        autoComplete="off"
        spellCheck={false}
        placeholder="Find a command or scene"
        className={styles['search']}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={`${id}-list`} role="listbox" aria-label="Commands" className={styles['list']}>
        {found.map((command, index) => (
          <div key={command.id} role="presentation">
            {found[index - 1]?.group !== command.group && <div className={styles['group']}>{command.group}</div>}
            <div
              id={`${id}-${command.id}`}
              role="option"
              aria-selected={command === chosen}
              className={styles['option']}
              onPointerMove={() => setAt(index)}
              onClick={() => run(command)}
            >
              {command.icon && <Icon of={command.icon} />}
              <span>{command.label}</span>
              {command.shortcut !== undefined && <Kbd keys={command.shortcut} />}
            </div>
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={styles['none']}>Nothing is called “{query}” here.</p>}
    </>
  );
}

/** Members of a group together, groups in the order in which they first appear. */
function byGroup(commands: readonly Command[]): Command[] {
  const groups = [...new Set(commands.map((command) => command.group))];
  return groups.flatMap((group) => commands.filter((command) => command.group === group));
}
