import { CircleAlert } from 'lucide-react';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { useEnd } from '#app/collab/use-save-state.ts';
import { Button, ButtonLink, NoticeBar } from '#app/components/index.ts';
import { CLOSE } from '#shared/protocol/index.ts';
import { CopyActions } from './copy-actions.tsx';

/** Says why this window writes no more, and what can be done; the place stays to be read below it. */
export function EndedBar({ connection }: { readonly connection: ProjectConnection | null }) {
  const end = useEnd(connection);
  if (!end || !connection) return null;
  // Whose copy the next window does not open by itself, or that has no project to come back to.
  const isApart = APART.includes(end.code);
  return (
    <NoticeBar
      urgent
      icon={CircleAlert}
      title={end.title}
      actions={
        <>
          {isApart && <CopyActions read={() => connection.doc} />}
          <WayOn code={end.code} />
        </>
      }
    >
      {end.reason}
    </NoticeBar>
  );
}

const APART: readonly number[] = [CLOSE.epochChanged, CLOSE.refused, CLOSE.forbidden, CLOSE.notFound];

function WayOn({ code }: { readonly code: number }) {
  if (code === CLOSE.forbidden || code === CLOSE.notFound) {
    return (
      <ButtonLink to="/workspaces" variant="primary" reloadDocument>
        To your workspaces
      </ButtonLink>
    );
  }
  // The page itself asks who is signed in, and brings the newest version of the program.
  return (
    <Button variant="primary" onClick={() => location.reload()}>
      {WORDS[code] ?? 'Reload'}
    </Button>
  );
}

const WORDS: Readonly<Partial<Record<number, string>>> = {
  [CLOSE.unauthenticated]: 'Sign in',
  [CLOSE.epochChanged]: 'Open the project as it is now',
};
