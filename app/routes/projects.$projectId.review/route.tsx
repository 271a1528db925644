import { useSearchParams } from '@remix-run/react';
import { WhenConnected, useProject } from '#app/features/project/index.ts';
import { ReviewPane, useThreads } from '#app/features/review/index.ts';
import type { AssetHash, PanelId } from '#shared/lib/ids.ts';

/** The panel under discussion is in the address, so that a link leads to it. */
export default function ReviewPlace() {
  const { session, me, can } = useProject();
  const [search, setSearch] = useSearchParams();
  const talk = useThreads(session.id);
  return (
    <WhenConnected>
      {(connection) => (
        <ReviewPane
          connection={connection}
          project={session.id}
          me={me.id}
          canComment={can('comments.write')}
          talk={talk}
          selected={search.get('panel') as PanelId | null}
          onSelect={(panel) => setSearch({ panel }, { replace: true, preventScrollReset: true })}
          assetUrl={(asset: AssetHash) => `/projects/${session.id}/assets/${asset}`}
        />
      )}
    </WhenConnected>
  );
}
