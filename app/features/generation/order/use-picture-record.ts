import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import type { PictureRecord } from '#server/context.ts';
import type { ProjectId, TakeId } from '#shared/lib/ids.ts';

interface Answer {
  readonly record?: PictureRecord;
  /** There is none: of drawings, uploads, and takes that came with a film. */
  readonly error?: { readonly message: string };
}

/** How a take's picture came to be; undefined until the server has answered, and for good where `take` is null. */
export function usePictureRecord(project: ProjectId, take: TakeId | null): Answer | undefined {
  const { load, data } = useFetcher<Answer>({ key: `take-${take ?? 'none'}` });
  useEffect(() => {
    if (take) load(`/projects/${project}/takes/${take}`);
  }, [load, project, take]);
  return take ? data : undefined;
}
