import type { Editor } from '@tiptap/core';
import { UserPen } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { later, useCommands, type Command } from '#app/components/index.ts';

const RenameDialog = later(async () => (await import('./rename-dialog.tsx')).RenameDialog);

interface Props {
  readonly editor: Editor;
  readonly connection: ProjectConnection;
}

/** The command that gives a character another name. */
export function RenameCharacter({ editor, connection }: Props) {
  const [open, setOpen] = useState(false);
  const commands = useMemo<readonly Command[]>(() => {
    const rename = { id: 'script.rename-character', label: 'Rename a character everywhere', icon: UserPen };
    return [{ ...rename, group: 'Script', run: () => setOpen(true) }];
  }, []);
  useCommands(commands);
  return <RenameDialog {...{ editor, connection, open }} onClose={() => setOpen(false)} />;
}
