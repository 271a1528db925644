import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import type { ProviderChoice } from '#server/context.ts';
import type { ProjectId } from '#shared/lib/ids.ts';

/** Who can make pictures for this film; undefined until the server has answered. */
export function useProviderChoices(project: ProjectId): readonly ProviderChoice[] | undefined {
  const { load, data } = useFetcher<{ choices: ProviderChoice[] }>({ key: `picture-choices-${project}` });
  useEffect(() => load(`/projects/${project}/picture-choices`), [load, project]);
  return data?.choices;
}
