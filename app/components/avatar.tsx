import { inkOn } from '#app/lib/presence-colours.ts';
import styles from './avatar.module.css';
import { cx } from './cx.ts';
import { initials } from './initials.ts';
import { Tooltip } from './tooltip.tsx';

interface AvatarProps {
  readonly name: string;
  /** A presence colour; without one the person is not here now. */
  readonly colour?: string | undefined;
  readonly small?: boolean;
  /** Shown under the name on hover: a role, where they are. */
  readonly detail?: string | undefined;
  /** What a press does; said before the name, as in "Follow Ana". */
  readonly act?: { readonly word: string; readonly pressed: boolean; readonly run: () => void } | undefined;
}

export function Avatar({ name, colour, small = false, detail, act }: AvatarProps) {
  const style = colour === undefined ? undefined : { background: colour, color: inkOn(colour) };
  const label = detail === undefined ? name : `${name}, ${detail}`;
  const className = cx(styles['avatar'], small && styles['small'], !style && styles['plain'], act && styles['act']);
  if (act) {
    return (
      <Tooltip text={`${act.word} ${label}`} names>
        <button
          type="button"
          aria-label={`${act.word} ${label}`}
          aria-pressed={act.pressed}
          className={className}
          style={style}
          onClick={act.run}
        >
          {initials(name)}
        </button>
      </Tooltip>
    );
  }
  return (
    <Tooltip text={detail === undefined ? name : `${name} · ${detail}`} names>
      <span role="img" aria-label={label} className={className} style={style}>
        {initials(name)}
      </span>
    </Tooltip>
  );
}

interface AvatarStackProps {
  readonly label: string;
  readonly people: readonly (AvatarProps & { readonly key: string })[];
  readonly max?: number;
}

export function AvatarStack({ label, people, max = 5 }: AvatarStackProps) {
  const shown = people.length > max ? people.slice(0, max - 1) : people;
  const rest = people.slice(shown.length);
  return (
    <ul className={styles['stack']} aria-label={label}>
      {shown.map(({ key, ...person }) => (
        <li key={key}>
          <Avatar {...person} />
        </li>
      ))}
      {rest.length > 0 && (
        <li>
          <Tooltip text={rest.map((person) => person.name).join(', ')}>
            <span
              className={cx(styles['avatar'], styles['more'])}
              tabIndex={0}
              role="img"
              aria-label={`${rest.length} more`}
            >
              +{rest.length}
            </span>
          </Tooltip>
        </li>
      )}
    </ul>
  );
}
