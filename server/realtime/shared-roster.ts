import { z } from 'zod';
import type { ProjectId, UserId } from '#shared/lib/ids.ts';
import type { Bus } from '#server/cluster/index.ts';
import type { Roster } from './roster.ts';

const heard = z.object({
  project: z.string(),
  windows: z.array(
    z.object({
      ...{ id: z.string(), user: z.string(), name: z.string(), role: z.string(), view: z.string() },
      ...{ since: z.number(), spoke: z.number(), colour: z.int().min(0) },
    }),
  ),
});

/**
 * Keeps the rosters of all processes alike. `show` gives the roster of a project to the windows of this process.
 * Returns what must be called when a window here came, changed or went.
 */
export function shareRoster(bus: Bus, roster: Roster, show: (project: ProjectId) => void) {
  const tell = (project: ProjectId) => bus.say('roster.windows', { project, windows: roster.own(project) });
  const stops = [
    bus.hear('roster.windows', (message, from) => {
      const parsed = heard.safeParse(message);
      if (!parsed.success) return;
      const project = parsed.data.project as ProjectId;
      const windows = parsed.data.windows.map((window) => ({ ...window, user: window.user as UserId }));
      if (roster.hear(from, project, windows)) tell(project);
      show(project);
    }),
    bus.onGone((process) => roster.forget(process).forEach(show)),
    bus.onPeer(() => roster.projects().forEach(tell)),
  ];
  return {
    changed: (project: ProjectId) => {
      show(project);
      tell(project);
    },
    stop: () => stops.forEach((stop) => stop()),
  };
}
