import type { WebSocketRoute } from 'playwright-core';
import type { Person } from './browser.ts';

/** A line to the document that can be cut: pages still load, and nothing of the document comes or goes. */
export async function cuttable({ context }: Person): Promise<{ cut(): void; mend(): void }> {
  let isCut = false;
  const open = new Set<WebSocketRoute>();
  await context.routeWebSocket(/\/sync\//, (route) => {
    if (isCut) {
      void route.close({ code: 1013 });
      return;
    }
    open.add(route);
    const server = route.connectToServer();
    route.onMessage((frame) => !isCut && server.send(frame));
    server.onMessage((frame) => !isCut && route.send(frame));
  });
  return {
    cut: () => {
      isCut = true;
      for (const route of open) void route.close({ code: 1013 });
      open.clear();
    },
    mend: () => (isCut = false),
  };
}
