import type { Page } from 'playwright-core';

/** What the page's document sockets do from now on. */
export function documentFrames(page: Page): { readonly sent: () => number; readonly sockets: () => number } {
  let [sent, sockets] = [0, 0];
  page.on('websocket', (socket) => {
    if (!socket.url().includes('/sync/')) return;
    sockets += 1;
    socket.on('framesent', () => (sent += 1));
  });
  return { sent: () => sent, sockets: () => sockets };
}
