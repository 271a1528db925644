import { useSearchParams } from '@remix-run/react';
import { ProgressBar, later } from '#app/components/index.ts';
import type { CastPaneProps } from '#app/features/cast/index.ts';
import { WhenConnected, useProject } from '#app/features/project/index.ts';
import type { AssetHash } from '#shared/lib/ids.ts';

const CastPane = later<CastPaneProps>(
  async () => (await import('#app/features/cast/index.ts')).CastPane,
  <ProgressBar label="Opening" value={null} />,
);

/** Who or what is shown is in the address, so that a link leads to it. */
export default function CastPlace() {
  const { session, me, can } = useProject();
  const [search, setSearch] = useSearchParams();
  return (
    <WhenConnected>
      {(connection) => (
        <CastPane
          connection={connection}
          project={session.id}
          me={me.id}
          canEdit={can('boards.write')}
          selected={search.get('show')}
          onSelect={(show) => setSearch({ show }, { replace: true, preventScrollReset: true })}
          assetUrl={(asset: AssetHash) => `/projects/${session.id}/assets/${asset}`}
        />
      )}
    </WhenConnected>
  );
}
