import { Link, useFetcher } from '@remix-run/react';
import { Ban, CircleCheck, Clock, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { CONSENT_USE_NAMES, consentState, endsSoon, type ConsentState } from '#shared/cast/index.ts';
import type { WorkspaceId } from '#shared/lib/ids.ts';
import type { Consent, ConsentReach } from '#server/context.ts';
import { Button, dayText, Dialog, EmptyState, Mark, type Tone } from '#app/components/index.ts';
import { failureOf } from '#app/lib/failure.ts';
import type { ConsentProject } from './consent-form.tsx';
import styles from './consent.module.css';

interface ConsentListProps {
  readonly consents: readonly Consent[];
  readonly projects: readonly ConsentProject[];
  readonly workspace: WorkspaceId;
  /** When this was read, by the server's clock. */
  readonly now: number;
}

export function ConsentList({ consents, projects, workspace, now }: ConsentListProps) {
  if (consents.length === 0) {
    return (
      <EmptyState title="Nobody has agreed to anything yet">
        <p>
          Record here what a performer, or their agent, has signed. Until then a request for a picture with their
          likeness is refused before it leaves.
        </p>
      </EmptyState>
    );
  }
  const titles = new Map(projects.map(({ id, title }) => [id, title]));
  return (
    <ul className={styles['list']} aria-label="Consents">
      {consents.map((consent) => (
        <ConsentRow key={consent.id} {...{ consent, now, workspace }} titleOf={(id) => titles.get(id) ?? 'A project'} />
      ))}
    </ul>
  );
}

interface ConsentRowProps {
  readonly consent: Consent;
  readonly now: number;
  readonly workspace: WorkspaceId;
  readonly titleOf: (project: ConsentProject['id']) => string;
}

function ConsentRow({ consent, now, workspace, titleOf }: ConsentRowProps) {
  const state = consentState(consent, now);
  const { person, uses, project, territory, grantedBy, from, until, reach } = consent;
  return (
    <li className={styles['row']}>
      <div className={styles['head']}>
        <strong className={styles['person']}>{person}</strong>
        <StateMark consent={consent} now={now} />
        {state !== 'revoked' && <Revoke {...{ consent, titleOf }} />}
      </div>
      <p className={styles['terms']}>
        {uses.map((use) => CONSENT_USE_NAMES[use]).join(', ')} · {project === null ? 'every project' : titleOf(project)}{' '}
        · {territory} · from {dayText(from)}
        {until === null ? ', without end' : ` to ${dayText(until - 1)}`}
      </p>
      <p className={styles['terms']}>
        Signed by {grantedBy} ·{' '}
        <a href={`/workspaces/${workspace}/consent-papers/${consent.id}`} download>
          {consent.file.name}
        </a>
      </p>
      {state === 'revoked' && <Reach {...{ reach, titleOf }} />}
    </li>
  );
}

const STATES: Readonly<Record<ConsentState, readonly [word: string, icon: typeof Ban, tone: Tone, about: string]>> = {
  in_force: ['In force', CircleCheck, 'ok', 'What it is for may be asked of a model'],
  not_yet: ['Not yet in force', Clock, 'neutral', 'Pictures of them are refused until then'],
  expired: ['Expired', Ban, 'stop', 'Pictures of them are refused, unless another consent is in force'],
  revoked: ['Revoked', Ban, 'stop', 'Pictures made under it are marked for everybody'],
};

function StateMark({ consent, now }: { readonly consent: Consent; readonly now: number }) {
  const state = consentState(consent, now);
  if (endsSoon(consent, now)) {
    const days = Math.ceil(((consent.until ?? now) - now) / 86_400_000);
    const word = `Ends in ${String(days)} ${days === 1 ? 'day' : 'days'}`;
    return <Mark icon={TriangleAlert} tone="wait" word={word} label="Pictures of them are refused from then on" />;
  }
  const [word, icon, tone, about] = STATES[state];
  const since = state === 'revoked' && consent.revokedAt !== null ? ` on ${dayText(consent.revokedAt)}` : '';
  return <Mark icon={icon} tone={tone} word={word + since} label={about} />;
}

function Revoke({ consent, titleOf }: Pick<ConsentRowProps, 'consent' | 'titleOf'>) {
  const [asking, setAsking] = useState(false);
  const revocation = useFetcher();
  const failure = failureOf(revocation.data);
  return (
    <>
      <Button variant="quiet" onClick={() => setAsking(true)} aria-label={`Revoke the consent of ${consent.person}`}>
        Revoke
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={`Revoke the consent of ${consent.person}?`}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>Keep</Button>
            <Button
              variant="danger"
              busy={revocation.state !== 'idle'}
              onClick={() => revocation.submit({ intent: 'revoke', consent: consent.id }, { method: 'post' })}
            >
              Revoke
            </Button>
          </>
        }
      >
        <p>
          From now on no picture with their likeness is asked for. This can’t be undone: record another consent instead.
          What was made under this one stays, and is marked for everybody:
        </p>
        <Reach reach={consent.reach} titleOf={titleOf} />
        {failure && (
          <p role="alert" className={styles['failure']}>
            {failure.message}
          </p>
        )}
      </Dialog>
    </>
  );
}

const EXPORTED = { sheets: 'Storyboard sheets', pictures: 'Pictures', folder: 'The whole project' } as const;

/** Everything that a consent reached, each with the way to it. */
function Reach({ reach, titleOf }: { readonly reach: ConsentReach } & Pick<ConsentRowProps, 'titleOf'>) {
  const { takes, exports } = reach;
  if (takes.length === 0) return <p className={styles['terms']}>No picture was made under it.</p>;
  return (
    <div className={styles['reach']}>
      <p className={styles['terms']}>
        It reached {takes.length === 1 ? '1 picture' : `${String(takes.length)} pictures`}
        {exports.length > 0 && ` and ${exports.length === 1 ? '1 export' : `${String(exports.length)} exports`}`}:
      </p>
      <ul className={styles['takes']} aria-label="Pictures it reached">
        {takes.map(({ take, panel, project, asset, at }) => (
          <li key={take}>
            <Link to={`/projects/${project}/review?panel=${panel}`}>
              <img src={`/projects/${project}/assets/${asset}?w=320`} alt="" width={120} height={68} loading="lazy" />
              {titleOf(project)}, {dayText(at)}
            </Link>
          </li>
        ))}
      </ul>
      {exports.length > 0 && (
        <ul className={styles['exports']} aria-label="Exports that may hold them">
          {exports.map(({ id, project, what, by, at }) => (
            <li key={id}>
              {EXPORTED[what]} of {titleOf(project)}, by {by}, {dayText(at)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
