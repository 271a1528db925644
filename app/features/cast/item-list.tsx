import { useRef, type KeyboardEvent } from 'react';
import type { CastPicture } from '#shared/cast/index.ts';
import type { AssetHash } from '#shared/lib/ids.ts';
import { initials } from '#app/components/index.ts';
import { pictureSources } from '#app/lib/picture-sources.ts';
import type { Item } from './selection.ts';
import { dayWords } from './sheet.ts';
import styles from './item-list.module.css';

interface ItemListProps {
  readonly items: readonly Item[];
  readonly shown: string | null;
  readonly onShow: (id: string) => void;
  readonly assetUrl: (asset: AssetHash) => string;
}

const SECTIONS = [
  ['character', 'Characters'],
  ['location', 'Places'],
  ['day', 'Story days'],
] as const;

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => Math.min(at + 1, count - 1),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_at, count) => count - 1,
};

/** Everybody, every place and every day of the story; arrows go through all of them and show at once. */
export function ItemList({ items, shown, onShow, assetUrl }: ItemListProps) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    // The place follows a moment later: a second key goes on from where the first has led.
    const focused = event.target instanceof HTMLElement ? event.target.dataset['item'] : undefined;
    const at = items.findIndex(({ id }) => id === (focused ?? shown));
    const next = items[STEPS[event.key]?.(at, items.length) ?? -1];
    if (!next) return;
    event.preventDefault();
    onShow(next.id);
    list.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(next.id)}"]`)?.focus();
  };
  return (
    <div ref={list} role="listbox" tabIndex={-1} aria-label="Cast, places and days" onKeyDown={onKeyDown}>
      {SECTIONS.map(([kind, title]) => {
        const own = items.filter((item) => item.kind === kind);
        return own.length === 0 ? null : (
          <div key={kind} role="group" aria-label={title}>
            <div className={styles['title']} aria-hidden>
              {title}
            </div>
            {own.map((item) => (
              <div
                key={item.id}
                role="option"
                data-item={item.id}
                aria-selected={item.id === shown}
                tabIndex={item.id === shown ? 0 : -1}
                className={styles['item']}
                onClick={() => onShow(item.id)}
              >
                <Thumbnail item={item} assetUrl={assetUrl} />
                <span className={styles['name']}>{nameOfItem(item)}</span>
                <span className={styles['about']}>{aboutOf(item)}</span>
              </div>
            ))}
          </div>
        );
      })}
    </div>
  );
}

function Thumbnail({ item, assetUrl }: Pick<ItemListProps, 'assetUrl'> & { readonly item: Item }) {
  if (item.kind === 'day') return <span className={styles['thumbnail']}>{item.day ?? '–'}</span>;
  const picture = pictureOf(item);
  return (
    <span className={styles['thumbnail']} aria-hidden>
      {picture ? (
        <img {...pictureSources(assetUrl(picture.asset), picture, '40px')} alt="" />
      ) : (
        initials(nameOfItem(item))
      )}
    </span>
  );
}

function pictureOf(item: Exclude<Item, { kind: 'day' }>): CastPicture | undefined {
  if (item.kind === 'location') return item.entry.location?.pictures[0];
  return item.entry.character?.looks.find(({ pictures }) => pictures.length > 0)?.pictures[0];
}

export function nameOfItem(item: Item): string {
  return item.kind === 'day' ? dayWords(item.day) : item.entry.name || 'Without a name';
}

function aboutOf(item: Item): string {
  if (item.kind === 'day') return count(item.scenes, 'scene');
  const scenes = count(item.entry.scenes.length, 'scene');
  if (item.kind === 'location') return item.entry.location ? scenes : `${scenes} · not described`;
  const { character } = item.entry;
  if (!character) return `${scenes} · not described`;
  return `${scenes} · ${count(character.looks.length, 'look')}`;
}

function count(many: number, what: string): string {
  return `${String(many)} ${what}${many === 1 ? '' : 's'}`;
}
