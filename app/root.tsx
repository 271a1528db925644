import interLatin from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteLoaderData,
  type ShouldRevalidateFunctionArgs,
} from '@remix-run/react';
import type { ReactNode } from 'react';
import '#app/components/fonts.css';
import '#app/components/tokens.css';
import '#app/components/base.css';
import { ErrorPage, ToastProvider } from '#app/components/index.ts';
import { isMove } from '#app/lib/is-move.ts';
import { useNonce } from '#app/lib/nonce.ts';
import { readAppearance } from '#app/lib/theme.ts';

export const meta: MetaFunction = () => [{ title: 'Beatboard' }];

export const links: LinksFunction = () => [
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  { rel: 'preload', href: interLatin, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' },
];

export function loader({ request, context }: LoaderFunctionArgs) {
  return { user: context.user, appearance: readAppearance(request.headers.get('cookie')) };
}

/** Who is here and how they like it changes with what they send, not with where they go. */
export function shouldRevalidate(asked: ShouldRevalidateFunctionArgs) {
  return !isMove(asked) && asked.defaultShouldRevalidate;
}

export function Layout({ children }: { readonly children: ReactNode }) {
  const appearance = useRouteLoaderData<typeof loader>('root')?.appearance;
  const nonce = useNonce();
  const theme = appearance?.theme === 'system' ? undefined : appearance?.theme;
  return (
    // The person may change the look before React takes over the page.
    <html lang="en" data-theme={theme} data-page={appearance?.page} suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration {...nonce} />
        <Scripts {...nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return (
    <ToastProvider>
      <Outlet />
    </ToastProvider>
  );
}

export function ErrorBoundary() {
  return <ErrorPage />;
}
