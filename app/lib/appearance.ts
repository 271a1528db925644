import { useRouteLoaderData } from '@remix-run/react';
import type { Appearance } from './theme.ts';

/** The look this person chose, as the root of the page read it. */
export function useAppearance(): Appearance {
  const root = useRouteLoaderData<{ appearance?: Appearance }>('root');
  return root?.appearance ?? { theme: 'system', page: 'light' };
}
