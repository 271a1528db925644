/** How a person wants to see the product. Kept in a cookie, so that the first paint is already right. */
export interface Appearance {
  readonly theme: 'system' | 'light' | 'dark';
  readonly page: 'light' | 'dark';
}

const COOKIE = 'appearance';
const YEAR_S = 31_536_000;

/** Reads a Cookie header; anything unknown is the system's theme with a light page. */
export function readAppearance(cookieHeader: string | null): Appearance {
  const value = new RegExp(`(?:^|;\\s*)${COOKIE}=([a-z.]+)`).exec(cookieHeader ?? '')?.[1] ?? '';
  const [theme, page] = value.split('.');
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    page: page === 'dark' ? 'dark' : 'light',
  };
}

/** Shows it at once and remembers it. */
export function applyAppearance(appearance: Appearance): void {
  const root = document.documentElement;
  if (appearance.theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = appearance.theme;
  root.dataset['page'] = appearance.page;
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `${COOKIE}=${appearance.theme}.${appearance.page}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax${secure}`;
}
