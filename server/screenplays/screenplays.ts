import { exportChoices, exportScript } from './export-script.ts';
import { importScript } from './import-script.ts';
import type { ScreenplaysOptions } from './options.ts';
import type { Screenplays } from './port.ts';

export function createScreenplays(options: ScreenplaysOptions): Screenplays {
  const { access, reader } = options;
  return {
    preview: async (actor, workspace, file) => {
      await access.requireInWorkspace(actor, workspace, 'project.preview');
      return (await reader.read(file)).preview;
    },
    import: importScript(options),
    readDraft: async (actor, project, file) => {
      await access.requireInProject(actor, project, 'project.readDraft');
      return reader.read(file);
    },
    exportChoices: exportChoices(options),
    export: exportScript(options),
  };
}
