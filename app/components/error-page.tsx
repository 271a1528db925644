import { isRouteErrorResponse, useRouteError } from '@remix-run/react';
import { failureOf } from '#app/lib/failure.ts';
import { Button, ButtonLink } from './button.tsx';
import { Wordmark } from './brand.tsx';
import { EmptyState } from './empty-state.tsx';
import styles from './error-page.module.css';

interface Words {
  readonly title: string;
  readonly text: string;
  /** Trying again may help. */
  readonly passing: boolean;
}

const MISSING: Words = {
  title: 'Not found',
  text: 'There is nothing at this address, or you may not see it.',
  passing: false,
};
const BROKEN: Words = {
  title: 'This page broke',
  text: 'Something went wrong on our side. Everything that said “Saved” is safe. Reload the page; if it breaks again, tell whoever runs this Beatboard what you did.',
  passing: true,
};
const TITLES: Readonly<Record<number, string>> = {
  401: 'Sign in first',
  403: 'Not yours to open',
  404: 'Not found',
  410: 'No longer there',
  429: 'Too fast',
  503: 'Not available now',
};

const PASSING: readonly number[] = [429, 503];

function wordsFor(error: unknown): Words {
  if (!isRouteErrorResponse(error)) return BROKEN;
  const failure = failureOf(error.data);
  if (failure)
    return {
      title: TITLES[error.status] ?? 'That did not work',
      text: failure.message,
      passing: PASSING.includes(error.status),
    };
  return error.status === 404 ? MISSING : BROKEN;
}

/** What stands in the place of a route that failed: words for people, never a trace. */
export function ErrorPage({
  inside = false,
}: {
  /** A part of a page that stands otherwise. */ readonly inside?: boolean;
}) {
  const { title, text, passing } = wordsFor(useRouteError());
  const Place = inside ? 'div' : 'main';
  return (
    <Place className={inside ? undefined : styles['page']}>
      {!inside && <Wordmark />}
      <EmptyState
        title={title}
        level={inside ? 2 : 1}
        actions={
          <>
            {passing && <Button onClick={() => location.reload()}>Reload</Button>}
            <ButtonLink to="/workspaces" variant={passing ? 'quiet' : 'secondary'}>
              Your workspaces
            </ButtonLink>
          </>
        }
      >
        <p>{text}</p>
      </EmptyState>
    </Place>
  );
}
