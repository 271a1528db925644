import { useAllCommands } from './commands.tsx';
import { Dialog } from './dialog.tsx';
import { Kbd } from './kbd.tsx';
import styles from './shortcut-sheet.module.css';

interface ShortcutSheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Every key that means something on this page, on `?`. */
export function ShortcutSheet({ open, onClose }: ShortcutSheetProps) {
  const commands = useAllCommands().filter((command) => command.shortcut !== undefined);
  const groups = [...new Set(commands.map((command) => command.group))];
  return (
    <Dialog open={open} onClose={onClose} title="Keyboard" wide>
      <div className={styles['groups']}>
        {groups.map((group) => (
          <section key={group} className={styles['group']}>
            <h3>{group}</h3>
            <dl>
              {commands
                .filter((command) => command.group === group)
                .map((command) => (
                  <div key={command.id} className={styles['row']}>
                    <dt>{command.label}</dt>
                    <dd>
                      <Kbd keys={command.shortcut ?? ''} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
