import type { PanelId } from '#shared/lib/ids.ts';
import type { Storyboard } from '#shared/storyboard/index.ts';
import type { Thread } from '#server/context.ts';
import { RelativeTime } from '#app/components/index.ts';
import styles from './thread-list.module.css';

interface ThreadListProps {
  readonly storyboard: Storyboard;
  readonly threads: readonly Thread[];
  readonly numberOf: (panel: PanelId) => string;
  readonly selected: PanelId | null;
  readonly onSelect: (thread: Thread) => void;
}

interface Group {
  readonly key: string;
  readonly title: string;
  readonly threads: readonly Thread[];
}

/** Threads under their scenes, in script order; each leads to its panel. */
export function ThreadList({ storyboard, threads, numberOf, selected, onSelect }: ThreadListProps) {
  return (
    <div className={styles['list']}>
      {groupByScene(storyboard, threads).map(({ key, title, threads: own }) => (
        <section key={key} aria-label={title}>
          <h3 className={styles['scene']}>{title}</h3>
          <ul className={styles['threads']}>
            {own.map((thread) => (
              <li key={thread.id}>
                <button
                  type="button"
                  className={styles['thread']}
                  aria-current={thread.panel === selected}
                  data-resolved={thread.resolved !== null}
                  onClick={() => onSelect(thread)}
                >
                  <span className={styles['number']}>{numberOf(thread.panel)}</span>
                  <span className={styles['words']}>{thread.comments[0]?.body}</span>
                  <span className={styles['meta']}>
                    {thread.comments[0]?.author.name} · <RelativeTime at={lastSpoken(thread)} />
                    {thread.comments.length > 1 && ` · ${repliesOf(thread.comments.length - 1)}`}
                    {thread.resolved && ' · resolved'}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function groupByScene({ boards, orphans }: Storyboard, threads: readonly Thread[]): Group[] {
  const byPanel = new Map<PanelId, Thread[]>();
  for (const thread of threads) byPanel.set(thread.panel, [...(byPanel.get(thread.panel) ?? []), thread]);
  const take = (panels: readonly { readonly id: PanelId }[]): Thread[] =>
    panels.flatMap(({ id }) => {
      const own = byPanel.get(id) ?? [];
      byPanel.delete(id);
      return own;
    });
  const groups: Group[] = boards.map(({ scene, panels }) => ({
    key: scene.id,
    title: `${scene.number} ${scene.heading.text}`,
    threads: take(panels),
  }));
  groups.push({ key: 'orphans', title: 'No longer in the script', threads: take(orphans) });
  groups.push({ key: 'deleted', title: 'On deleted panels', threads: [...byPanel.values()].flat() });
  return groups.filter((group) => group.threads.length > 0);
}

function lastSpoken({ comments, createdAt }: Thread): number {
  return comments.at(-1)?.createdAt ?? createdAt;
}

function repliesOf(count: number): string {
  return count === 1 ? '1 reply' : `${String(count)} replies`;
}
