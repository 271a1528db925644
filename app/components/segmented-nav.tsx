import { NavLink } from '@remix-run/react';
import type { LucideIcon } from 'lucide-react';
import { useId } from 'react';
import { Icon } from './icon.tsx';
import styles from './segmented-nav.module.css';

interface Segment {
  readonly label: string;
  readonly icon?: LucideIcon;
}

interface SegmentedNavProps {
  readonly label: string;
  readonly items: readonly ({ readonly to: string } & Segment)[];
}

/** Places beside each other, each with an address. */
export function SegmentedNav({ label, items }: SegmentedNavProps) {
  return (
    <nav aria-label={label} className={styles['nav']}>
      {items.map((item) => (
        <NavLink key={item.to} to={item.to} prefetch="intent" className={styles['link'] ?? ''}>
          <SegmentFace {...item} />
        </NavLink>
      ))}
    </nav>
  );
}

interface SegmentedControlProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly options: readonly ({ readonly value: T } & Segment)[];
}

/** One of a few settings: radio buttons by nature and for every keyboard. */
export function SegmentedControl<T extends string>({ label, value, onChange, options }: SegmentedControlProps<T>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={styles['nav']}>
      {options.map((option) => (
        <label key={option.value} className={styles['link']}>
          <input
            type="radio"
            name={name}
            className={styles['radio']}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <SegmentFace {...option} />
        </label>
      ))}
    </div>
  );
}

function SegmentFace({ icon, label }: Segment) {
  return (
    <>
      {icon && <Icon of={icon} />}
      <span className={styles['label']} data-label={label}>
        {label}
      </span>
    </>
  );
}
