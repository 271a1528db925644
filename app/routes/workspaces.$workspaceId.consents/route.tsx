import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { Section, WorkspacePlace } from '#app/features/account/index.ts';
import { ConsentForm, ConsentList } from '#app/features/consent/index.ts';
import { acting, loading } from '#app/lib/errors.ts';
import { chosenFile, id, idParam, many, parseForm, readForm, uploaded, words } from '#app/lib/input.ts';
import { requireUser } from '#app/lib/require-user.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import { CONSENT_USES } from '#shared/cast/index.ts';
import type { ConsentId, ProjectId, WorkspaceId } from '#shared/lib/ids.ts';

export const handle = {
  operations: ['workspace.open', 'consent.list', 'consent.give', 'consent.revoke'],
} satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Consents of ${data?.name ?? 'the workspace'} · Beatboard` },
];

export function loader({ request, params, context }: LoaderFunctionArgs) {
  return loading(request, async () => {
    const me = requireUser(context);
    const workspace = idParam<WorkspaceId>(params['workspaceId']);
    const { services, actor } = context;
    const [consents, { name }, projects] = await Promise.all([
      services.consents.list(actor, workspace),
      services.workspaces.open(actor, workspace),
      services.projects.list(actor, workspace),
    ]);
    return {
      me,
      id: workspace,
      name,
      consents,
      now: Date.now(),
      projects: projects.map(({ id: project, title }) => ({ id: project, title })),
    };
  });
}

const DAY_MS = 86_400_000;
/** A date as browsers send it, as the first moment of that day in UTC. */
const date = (error: string) =>
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, { error })
    .transform((day) => Date.parse(`${day}T00:00:00Z`))
    .refine(Number.isFinite, { error });

const wish = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('give'),
    person: words('The person’s name', 200),
    uses: many(z.enum(CONSENT_USES, { error: 'This is no use.' }), CONSENT_USES.length),
    project: z.union([z.literal('').transform(() => null), id<ProjectId>()]),
    territory: words('The territory', 200),
    grantedBy: words('The name of who signed', 200),
    from: date('Say from when it holds.'),
    // The last day on which it holds.
    until: z.union([z.literal('').transform(() => null), date('This is no date.').transform((day) => day + DAY_MS)]),
    file: chosenFile('Choose the signed paper.'),
  }),
  z.object({ intent: z.literal('revoke'), consent: id<ConsentId>() }),
]);

export function action({ request, params, context }: ActionFunctionArgs) {
  const { services, actor } = context;
  return acting(async () => {
    const workspace = idParam<WorkspaceId>(params['workspaceId']);
    const input = parseForm(wish, await readForm(request));
    if (input.intent === 'revoke') {
      await services.consents.revoke(actor, workspace, input.consent);
      return {};
    }
    const { intent: _give, ...consent } = input;
    return {
      given: await services.consents.give(actor, workspace, { ...consent, file: await uploaded(consent.file) }),
    };
  });
}

export default function ConsentsPage() {
  const { me, id: workspace, name, consents, now, projects } = useLoaderData<typeof loader>();
  return (
    <WorkspacePlace
      {...{ me, label: 'Consents', path: 'consents' }}
      workspace={{ id: workspace, name }}
      title={`Consents in ${name}`}
    >
      <ConsentList consents={consents} now={now} projects={projects} workspace={workspace} />
      <Section
        title="Record a consent"
        lead="A picture by a model of somebody who plays a character, or who is in a reference picture, is made only while their consent is in force. Previz frames and drawings need none."
      >
        <ConsentForm projects={projects} />
      </Section>
    </WorkspacePlace>
  );
}
