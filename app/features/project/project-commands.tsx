import { useNavigate } from '@remix-run/react';
import { Download, FileInput, FolderOpen, Images, PanelsTopLeft, Redo2, Undo2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { CommandPalette, ShortcutSheet, useCommands, type Command } from '#app/components/index.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { useEnd } from '#app/collab/use-save-state.ts';
import type { ProjectFiles } from './files.ts';
import { PLACES } from './places.ts';
import { useProject } from '#app/lib/project-context.tsx';

interface ProjectCommandsProps {
  readonly connection: ProjectConnection | null;
  readonly files: ProjectFiles;
}

/** The commands every place of a project has, the palette that finds them and the sheet that lists their keys. */
export function ProjectCommands({ connection, files }: ProjectCommandsProps) {
  const { session } = useProject();
  const navigate = useNavigate();
  const ended = useEnd(connection) !== null;
  const [shown, setShown] = useState<'palette' | 'sheet' | null>(null);
  const { openExport, openBoards, openDraft } = files;
  const base = `/projects/${session.id}`;
  const workspace = session.workspace.id;

  const commands = useMemo<readonly Command[]>(
    () => [
      ...PLACES.map(({ path, label }, at) => ({
        id: `go.${path}`,
        label,
        group: 'Go to',
        icon: PanelsTopLeft,
        shortcut: `Alt+${String(at + 1)}`,
        run: () => navigate(`${base}/${path}`),
      })),
      {
        id: 'go.projects',
        label: 'All projects',
        group: 'Go to',
        icon: FolderOpen,
        run: () => navigate(`/workspaces/${workspace}`),
      },
      {
        ...{ id: 'project.exportAll', label: 'Export everything as an open folder', group: 'Project' },
        ...{ icon: Download, keywords: 'backup zip whole project json' },
        run: () => window.location.assign(`${base}/folder`),
      },
      { id: 'project.export', label: 'Export script', group: 'Project', icon: Download, run: openExport },
      ...(openBoards
        ? [
            {
              ...{
                id: 'project.exportBoards',
                label: 'Export boards',
                group: 'Project',
                icon: Images,
                run: openBoards,
              },
              keywords: 'pdf sheets shot list csv excel pictures zip print',
            },
          ]
        : []),
      ...(openDraft
        ? [{ id: 'project.draft', label: 'Bring in a newer draft', group: 'Project', icon: FileInput, run: openDraft }]
        : []),
      {
        id: 'help.palette',
        label: 'Find a command or scene',
        group: 'Help',
        shortcut: 'Mod+K',
        sheetOnly: true,
        run: () => setShown('palette'),
      },
      { id: 'help.keys', label: 'Keyboard', group: 'Help', shortcut: '?', run: () => setShown('sheet') },
    ],
    [base, workspace, navigate, openExport, openBoards, openDraft],
  );
  useCommands(commands);

  const history = useMemo<readonly Command[]>(() => {
    if (!connection || ended) return [];
    const { undo } = connection;
    const shared = { group: 'Edit', yieldsToTyping: true };
    return [
      { ...shared, id: 'edit.undo', label: 'Undo', icon: Undo2, shortcut: 'Mod+Z', run: () => void undo.undo() },
      { ...shared, id: 'edit.redo', label: 'Redo', icon: Redo2, shortcut: 'Mod+Shift+Z', run: () => void undo.redo() },
    ];
  }, [connection, ended]);
  useCommands(history);

  const close = () => setShown(null);
  return (
    <>
      <CommandPalette open={shown === 'palette'} onClose={close} />
      <ShortcutSheet open={shown === 'sheet'} onClose={close} />
    </>
  );
}
