import { useFetcher } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import type { Suggestion, UsableModel, Wish } from '#server/context.ts';
import type { ProjectId } from '#shared/lib/ids.ts';
import { failureOf } from './failure.ts';

/** Whom one can ask: nobody, while that is not known or there is no account. */
export interface TextModels {
  readonly models: readonly UsableModel[];
  /** The one that is asked. */
  readonly model: UsableModel | undefined;
  readonly choose: (account: string) => void;
}

/** One for each place, however many questions can be put there. */
export function useTextModels(project: ProjectId): TextModels {
  const { load, data } = useFetcher<{ models?: UsableModel[] }>({ key: `suggestions-${project}` });
  useEffect(() => load(`/projects/${project}/suggestions`), [load, project]);
  const models = data?.models ?? [];
  const [chosen, choose] = useState('');
  return { models, model: models.find(({ account }) => account === chosen) ?? models[0], choose };
}

export interface Asking {
  readonly model: UsableModel | undefined;
  readonly busy: boolean;
  readonly failure: string | null;
  /** Null where nothing came of it: then `failure` says why, if it was not called off. */
  readonly ask: (wish: Wish) => Promise<Suggestion | null>;
  readonly cancel: () => void;
}

/** Questions to a model of text. One at a time; leaving the place calls it off. */
export function useSuggestion(project: ProjectId, model: UsableModel | undefined): Asking {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const running = useRef<AbortController | null>(null);
  const cancel = () => running.current?.abort();
  useEffect(() => cancel, []);

  const ask: Asking['ask'] = async (wish) => {
    if (!model) return null;
    running.current?.abort();
    const own = new AbortController();
    running.current = own;
    setBusy(true);
    setFailure(null);
    const answer = await send(project, { ...wish, account: model.account }, own.signal);
    if (own.signal.aborted && running.current !== own) return null;
    setBusy(false);
    if (own.signal.aborted) return null;
    const failed = failureOf(answer);
    if (failed) setFailure(failed.message);
    return failed ? null : (answer as Suggestion);
  };
  return { model, busy, failure, ask, cancel };
}

async function send(
  project: ProjectId,
  fields: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<unknown> {
  const body = new URLSearchParams(fields);
  try {
    const headers = { Accept: 'application/json' };
    const response = await fetch(`/projects/${project}/suggestions`, { method: 'POST', body, headers, signal });
    return await response.json();
  } catch {
    // Called off, cut off, or a proxy's page.
    return { error: { message: UNREACHED } };
  }
}

const UNREACHED = 'The server could not be reached. Nothing was changed: try again in a moment.';
