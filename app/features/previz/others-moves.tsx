import type { Blocking } from '#shared/previz/index.ts';
import { inkOn } from '#app/lib/presence-colours.ts';
import { itemOf } from './stage.ts';
import type { Drag } from './use-drags.ts';
import { nameOf } from './words.ts';
import styles from './previz-pane.module.css';

/** Who else has something of the set in hand, and what. */
export function OthersMoves({ others, blocking }: { readonly others: readonly Drag[]; readonly blocking: Blocking }) {
  return (
    <div className={styles['moves']} role="status">
      {others.map(({ client, name, colour, parts }) => {
        // A move's end brings its beginning along.
        const item = itemOf(Object.keys(parts).at(-1) ?? '');
        return (
          <span key={client} style={{ background: colour, color: inkOn(colour) }}>
            {item ? `${name} moves ${nameOf(item, blocking)}` : name}
          </span>
        );
      })}
    </div>
  );
}
