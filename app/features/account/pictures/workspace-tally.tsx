import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import { Skeleton } from '#app/components/index.ts';
import { TallyTable } from '#app/lib/tally-table.tsx';
import type { WorkspaceId } from '#shared/lib/ids.ts';
import type { TakeTally } from '#shared/storyboard/index.ts';
import { Section } from '../page.tsx';
import styles from './pictures.module.css';

interface Answer {
  readonly tally?: readonly TakeTally[];
  readonly error?: { readonly message: string };
}

/** How each model has done in all films. It comes after the page: every film is read for it. */
export function WorkspaceTally({ workspace }: { readonly workspace: WorkspaceId }) {
  const { load, data } = useFetcher<Answer>();
  useEffect(() => load(`/workspaces/${workspace}/picture-tally`), [load, workspace]);
  return (
    <Section title="How models did">
      <Told answer={data} />
    </Section>
  );
}

function Told({ answer }: { readonly answer: Answer | undefined }) {
  if (!answer) return <Skeleton width="100%" height="64px" />;
  if (!answer.tally) return <p className={styles['lead']}>{answer.error?.message}</p>;
  if (answer.tally.length === 0) return <p className={styles['lead']}>{NONE}</p>;
  return (
    <>
      <p className={styles['lead']}>{LEAD}</p>
      <TallyTable tally={answer.tally} label="How models did in all films" />
    </>
  );
}

const LEAD = 'In all films of the workspace: what people made of each model’s pictures, and what they found wrong.';
const NONE =
  'No film has a picture by a model yet. When there are some, people choose the one that a panel shows and, where they compare its takes, mark each “Keep” or “Not usable” and note what went wrong. Here you then see which model is worth its price.';
