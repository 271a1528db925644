import { useCallback, useMemo } from 'react';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { editAs } from '#app/collab/undo-labels.ts';
import { usePaper } from '#app/collab/use-settings.ts';
import { useKept } from '#app/lib/use-kept.ts';
import { writeSettings, type ProjectSettings } from '#shared/collab/index.ts';
import { PLAIN_VIEW, parseScriptView, type ScriptView } from './script-view.ts';
import type { ViewOptions } from './view-choices.ts';

/** This person's view of the script, kept under `key`, and the film's paper, which is everybody's. */
export function useScriptView(
  key: string,
  connection: ProjectConnection,
  editable: boolean,
): Omit<ViewOptions, 'darkPage' | 'openTitlePage'> {
  const [view, keep] = useKept(key, parseScriptView, PLAIN_VIEW);
  const paper = usePaper(connection.doc);
  const change = useCallback((patch: Partial<ScriptView>) => keep((before) => ({ ...before, ...patch })), [keep]);
  const setPaper = useMemo(() => {
    if (!editable) return null;
    return (wanted: ProjectSettings['paper']) =>
      editAs(connection, 'change of paper', () => writeSettings(connection.doc, { paper: wanted }));
  }, [connection, editable]);
  return { view, change, paper, setPaper };
}
