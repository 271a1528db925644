/**
 * Gets the code and the styles of these routes while the server is there. A window that is to go to one of them later,
 * or send something to it, and can't load it then, would be reloaded by the router: out of the hands of whoever writes in
 * it, and onto nothing when there is no connection.
 * @param prefixes of the routes' ids
 */
export function warmRoutes(...prefixes: readonly string[]): void {
  const { routes } = window.__remixManifest;
  const sheets = new Set<string>();
  for (const { id, module, css } of Object.values(routes)) {
    if (!prefixes.some((prefix) => id.startsWith(prefix))) continue;
    // What can't be had now is asked for again when it is needed, as ever.
    import(/* @vite-ignore */ module).catch(() => undefined);
    for (const sheet of css ?? []) sheets.add(sheet);
  }
  for (const sheet of sheets) void fetch(sheet).catch(() => undefined);
}
