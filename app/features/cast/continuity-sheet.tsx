import { Link } from '@remix-run/react';
import { CircleAlert } from 'lucide-react';
import type { StoryDay } from '#shared/cast/index.ts';
import type { AssetHash, ElementId, ProjectId } from '#shared/lib/ids.ts';
import { chosenTake } from '#shared/storyboard/index.ts';
import type { PictureWarnings } from '#app/collab/use-picture-warnings.ts';
import { EmptyState, Select } from '#app/components/index.ts';
import { drawingSources } from '#app/lib/drawing-url.ts';
import { pictureSources } from '#app/lib/picture-sources.ts';
import type { CastEdits } from './cast-edits.ts';
import type { SheetGroup, SheetPanel } from './sheet.ts';
import styles from './continuity-sheet.module.css';

interface ContinuitySheetProps {
  readonly groups: readonly SheetGroup[];
  /** Whose or which: `ZOË`. */
  readonly name: string;
  readonly project: ProjectId;
  readonly aspectRatio: number;
  readonly assetUrl: (asset: AssetHash) => string;
  readonly warnings: PictureWarnings;
  /** Given where story days can be put right. */
  readonly days?: {
    readonly all: ReadonlyMap<ElementId, StoryDay>;
    readonly edits: CastEdits;
    readonly canEdit: boolean;
  };
}

/** Panels that should match, side by side, with the look that holds in each. */
export function ContinuitySheet({ groups, name, days, ...props }: ContinuitySheetProps) {
  if (groups.length === 0) return <NothingYet name={name} project={props.project} />;
  return (
    <div className={styles['sheet']}>
      {groups.map((group) => (
        <section key={group.key} aria-label={group.title}>
          <header className={styles['group']}>
            <h3>{group.title}</h3>
            <span className={styles['note']}>{group.note}</span>
            {days && group.scene && <DayChoice {...days} group={group} />}
          </header>
          <ul className={styles['panels']}>
            {group.panels.map((panel) => (
              <PanelFigure key={panel.panel.id} {...props} shown={panel} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

type PanelFigureProps = Pick<ContinuitySheetProps, 'project' | 'aspectRatio' | 'assetUrl' | 'warnings'> & {
  readonly shown: SheetPanel;
};

function PanelFigure({ shown, project, aspectRatio, assetUrl, warnings }: PanelFigureProps) {
  const { panel, number, scene, worn } = shown;
  const take = chosenTake(panel);
  const alt = `Panel ${number}: ${panel.caption || scene.heading.text}`;
  return (
    <li className={styles['panel']}>
      <Link to={`/projects/${project}/review?panel=${panel.id}`} className={styles['frame']} style={{ aspectRatio }}>
        {take && (
          <img
            {...pictureSources(assetUrl(take.asset), take, '240px')}
            alt={alt}
            width={take.width}
            height={take.height}
            loading="lazy"
            decoding="async"
          />
        )}
        {panel.drawn > 0 && (
          <img
            {...drawingSources({ projectId: project, panel, aspectRatio }, '240px')}
            alt={take ? '' : alt}
            loading="lazy"
            decoding="async"
          />
        )}
        {!take && panel.drawn === 0 && <span className={styles['none']}>No picture yet</span>}
      </Link>
      <p className={styles['caption']}>
        <strong>{number}</strong> {panel.caption}
      </p>
      {warnings.get(panel.id)?.map(({ word, about }) => (
        <p key={word} className={styles['warning']} title={about}>
          <CircleAlert size={14} strokeWidth={1.5} aria-hidden /> {word}
        </p>
      ))}
      {worn.map(({ name, look }) => (
        <p key={name} className={styles['worn']}>
          {name}: {look ?? 'no look described'}
        </p>
      ))}
    </li>
  );
}

type DayChoiceProps = NonNullable<ContinuitySheetProps['days']> & { readonly group: SheetGroup };

/** Which day a scene is of is told from the headings; whoever knows better says so here. */
function DayChoice({ all, edits, canEdit, group }: DayChoiceProps) {
  const id = group.scene?.id;
  const day = id && all.get(id);
  if (!day) return null;
  if (!canEdit) return <span className={styles['note']}>because {day.why}</span>;
  return (
    <Select
      label={`Story day of ${group.title}`}
      labelHidden
      quiet
      className={styles['day']}
      value={day.mark ?? ''}
      options={[
        { value: '', label: day.mark === null ? `As the headings tell: ${day.why}` : 'As the headings tell' },
        { value: 'new', label: 'A new day begins here' },
        { value: 'same', label: 'The same day as before' },
      ]}
      onChange={({ target: { value } }) => edits.markDay(id, value === 'new' || value === 'same' ? value : null)}
    />
  );
}

function NothingYet({ name, project }: Pick<ContinuitySheetProps, 'name' | 'project'>) {
  return (
    <EmptyState title={`No panel shows ${name} yet`}>
      <p>
        Here stand the panels that should match, side by side. Board a scene in the{' '}
        <Link to={`/projects/${project}/boards`}>boards</Link>: whom a panel’s lines or caption name is in it, and so is
        whoever stands in its shot’s cast.
      </p>
    </EmptyState>
  );
}
