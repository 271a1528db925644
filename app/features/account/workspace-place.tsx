import type { ReactNode } from 'react';
import type { User } from '#server/context.ts';
import { useAppearance } from '#app/lib/appearance.ts';
import { AccountMenu } from './account-menu.tsx';
import { AppBar } from './app-bar.tsx';
import { Page } from './page.tsx';

interface WorkspacePlaceProps {
  readonly me: Pick<User, 'name' | 'email'>;
  readonly workspace: { readonly id: string; readonly name: string };
  /** What stands in the bar. */
  readonly label: string;
  /** Its address below the workspace's. */
  readonly path: string;
  readonly title: string;
  readonly children: ReactNode;
}

/** A page of a workspace beside its projects. */
export function WorkspacePlace({ me, workspace, label, path, title, children }: WorkspacePlaceProps) {
  const home = `/workspaces/${workspace.id}`;
  const trail = [
    { label: workspace.name, to: home },
    { label, to: `${home}/${path}` },
  ];
  return (
    <>
      <AppBar trail={trail} account={<AccountMenu user={me} appearance={useAppearance()} />} />
      <Page title={title} narrow>
        {children}
      </Page>
    </>
  );
}
