import { Link } from '@remix-run/react';
import { ChevronDown, Download, FileInput, FileSignature, FolderOpen, HardDrive, Images, Users } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { RosterEntry } from '#shared/protocol/index.ts';
import {
  AvatarStack,
  BrandMark,
  Button,
  Dialog,
  Icon,
  Menu,
  SaveLight,
  SegmentedNav,
  Tooltip,
  type MenuItem,
} from '#app/components/index.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { useWholeSaveState } from '#app/collab/use-save-state.ts';
import type { ProjectFiles } from './files.ts';
import { PLACES } from './places.ts';
import { useColourOf } from './use-colours.ts';
import { useFollowFace } from './use-follow-face.ts';
import type { KeptCopies } from './use-kept-copies.ts';
import { useProject } from '#app/lib/project-context.tsx';
import styles from './project-shell.module.css';

export interface ProjectBarProps {
  /** Null until the window has its hold on the document. */
  readonly connection: ProjectConnection | null;
  /** Who is here now. */
  readonly roster: readonly RosterEntry[];
  /** The account menu: it belongs to another feature, and the route puts it here. */
  readonly account: ReactNode;
  /** What Share opens, for those who may invite. */
  readonly share: ReactNode;
  readonly copies: KeptCopies;
  readonly files: ProjectFiles;
}

export function ProjectBar({ connection, roster, account, share, copies, files }: ProjectBarProps) {
  const { session, me } = useProject();
  const faceOf = useFollowFace(connection);
  const colourOf = useColourOf();
  const base = `/projects/${session.id}`;
  const people = roster.map((person) => ({
    key: person.user,
    name: person.name,
    colour: colourOf(person.user),
    detail: `in ${person.view}`,
    act: connection && person.user !== me.id ? faceOf(person) : undefined,
  }));
  return (
    <header className={styles['bar']}>
      <div className={styles['where']}>
        <Tooltip text="Workspaces" names>
          <Link to="/workspaces" aria-label="Workspaces" className={styles['home']}>
            <BrandMark />
          </Link>
        </Tooltip>
        <Link to={`/workspaces/${session.workspace.id}`} className={styles['workspace']}>
          {session.workspace.name}
        </Link>
        <span aria-hidden className={styles['slash']}>
          /
        </span>
        <h1 className={styles['name']}>
          <ProjectMenu copies={copies} files={files} />
        </h1>
      </div>
      <div className={styles['places']}>
        <SegmentedNav
          label="Places of the project"
          items={PLACES.map(({ path, label }) => ({ to: `${base}/${path}`, label }))}
        />
      </div>
      <div className={styles['who']}>
        <Light connection={connection} />
        {people.length > 0 && (
          <div className={styles['faces']}>
            <AvatarStack label="Who is here" people={people} />
          </div>
        )}
        <Share>{share}</Share>
        {account}
      </div>
    </header>
  );
}

/** The project's name, and what concerns the project as a whole. */
function ProjectMenu({ copies, files }: Pick<ProjectBarProps, 'copies' | 'files'>) {
  const { session, can } = useProject();
  const workspace = `/workspaces/${session.workspace.id}`;
  const items: MenuItem[] = [
    { kind: 'action', label: 'Export script', icon: Download, onSelect: files.openExport },
    ...(files.openBoards
      ? [{ kind: 'action' as const, label: 'Export boards', icon: Images, onSelect: files.openBoards }]
      : []),
    ...(files.openDraft
      ? [{ kind: 'action' as const, label: 'Bring in a newer draft', icon: FileInput, onSelect: files.openDraft }]
      : []),
    ...(copies.count > 0
      ? [{ kind: 'action' as const, label: 'Copy kept on this device', icon: HardDrive, onSelect: copies.show }]
      : []),
    { kind: 'separator' },
    { kind: 'link', label: 'All projects', note: session.workspace.name, icon: FolderOpen, to: workspace },
    { kind: 'link', label: 'Members', icon: Users, to: `${workspace}/members` },
    ...(can('workspace.manage')
      ? [{ kind: 'link' as const, label: 'Consents', icon: FileSignature, to: `${workspace}/consents` }]
      : []),
  ];
  return (
    <Menu
      label={session.title}
      items={items}
      trigger={
        <Button variant="quiet" className={styles['title']}>
          <span>{session.title}</span>
          <Icon of={ChevronDown} size={14} />
        </Button>
      }
    />
  );
}

function Light({ connection }: { readonly connection: ProjectConnection | null }) {
  return <SaveLight state={useWholeSaveState(connection)} />;
}

function Share({ children }: { readonly children: ReactNode }) {
  const { session, can } = useProject();
  const [open, setOpen] = useState(false);
  if (!can('workspace.manage')) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>Share</Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={`Invite to ${session.workspace.name}`}>
        {children}
        <p>
          {session.people.length === 1 ? 'Only you have' : `${String(session.people.length)} people have`} a seat now.{' '}
          <Link to={`/workspaces/${session.workspace.id}/members`}>Members and roles</Link>
        </p>
      </Dialog>
    </>
  );
}
