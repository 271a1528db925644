/** The sign-in page that leads back to this address. */
export function loginPath(from: Pick<URL, 'pathname' | 'search'>): string {
  return withRedirect('/login', from.pathname + from.search);
}

export function withRedirect(path: string, redirectTo: string | null): string {
  return redirectTo === null || redirectTo === '/' ? path : `${path}?redirectTo=${encodeURIComponent(redirectTo)}`;
}

/**
 * The place asked for, if it is a path of this site: a link that signs people in must not carry them elsewhere.
 * Browsers read `//host` and `/\host` as another site, so the address is resolved the way they do it.
 */
export function safeRedirect(wanted: unknown, otherwise: string): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/')) return otherwise;
  const home = 'http://site.invalid';
  if (!URL.canParse(wanted, home)) return otherwise;
  const url = new URL(wanted, home);
  // Resolved, `/.//host` is a path of this site that begins with two slashes: the browser would read it as another one.
  if (url.origin !== home || url.pathname.startsWith('//')) return otherwise;
  return url.pathname + url.search + url.hash;
}
