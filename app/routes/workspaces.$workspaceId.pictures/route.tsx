import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { PictureAccountsPage, WorkspacePlace } from '#app/features/account/index.ts';
import { acting, loading } from '#app/lib/errors.ts';
import { idParam, parseForm, readForm } from '#app/lib/input.ts';
import { requireUser } from '#app/lib/require-user.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import type { WorkspaceId } from '#shared/lib/ids.ts';
import { settingsOf, wish } from './wish.ts';

export const handle = {
  operations: [
    'provider.list',
    'provider.add',
    'provider.change',
    'provider.replaceKey',
    'provider.remove',
    'provider.check',
  ],
} satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Pictures of ${data?.workspace ?? 'the workspace'} · Beatboard` },
];

export function loader({ request, params, context }: LoaderFunctionArgs) {
  return loading(request, async () => {
    const me = requireUser(context);
    const id = idParam<WorkspaceId>(params['workspaceId']);
    return { me, id, ...(await context.services.pictureAccounts.list(context.actor, id)) };
  });
}

/** What was typed is never sent back: a key goes in with the form and no answer holds it. */
export function action({ request, params, context }: ActionFunctionArgs) {
  const { actor, services } = context;
  const accounts = services.pictureAccounts;
  return acting(async () => {
    const workspace = idParam<WorkspaceId>(params['workspaceId']);
    const input = parseForm(wish, await readForm(request));
    switch (input.intent) {
      case 'add':
        return {
          added: await accounts.add(actor, workspace, { ...settingsOf(input), kind: input.kind, key: input.key }),
        };
      case 'change':
        await accounts.change(actor, workspace, input.account, settingsOf(input));
        return { changed: input.account };
      case 'key':
        await accounts.replaceKey(actor, workspace, input.account, input.key);
        return { changed: input.account };
      case 'remove':
        await accounts.remove(actor, workspace, input.account);
        return { removed: input.account };
      case 'restore':
        await accounts.restore(actor, workspace, input.account);
        return {};
      case 'check':
        return { checked: await accounts.check(actor, workspace, input.account) };
    }
  });
}

export default function PicturesPage() {
  const { me, id, ...overview } = useLoaderData<typeof loader>();
  return (
    <WorkspacePlace
      {...{ me, label: 'Pictures', path: 'pictures' }}
      workspace={{ id: id, name: overview.workspace }}
      title={`Pictures of ${overview.workspace}`}
    >
      <PictureAccountsPage {...{ id, overview }} />
    </WorkspacePlace>
  );
}
