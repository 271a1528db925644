import { EmptyState } from '#app/components/index.ts';

export default function NoRevisionChosen() {
  return (
    <EmptyState title="Choose a revision">
      <p>
        A revision is the whole project, script and boards, as it stood at one moment. Look at it, see what has changed
        since, or bring it back: what came after stays in the history.
      </p>
    </EmptyState>
  );
}
