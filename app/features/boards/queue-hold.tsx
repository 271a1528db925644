import { CirclePause, Pause } from 'lucide-react';
import { Button, IconButton, NoticeBar } from '#app/components/index.ts';
import type { BoardsPaneProps } from './types.ts';

type Queue = Pick<BoardsPaneProps, 'jobs' | 'isHeld' | 'onHold'>;

function waiting({ jobs }: Queue): number {
  return jobs.filter(({ state }) => state === 'queued').length;
}

/** There while something could be held: a queue of nothing needs no brake. */
export function HoldButton(queue: Queue) {
  const { isHeld, onHold } = queue;
  if (!onHold || isHeld || waiting(queue) === 0) return null;
  return <IconButton icon={Pause} label="Hold the pictures on order" onClick={() => onHold(true)} />;
}

/** Tells everybody why nothing comes. */
export function HeldNotice(queue: Queue) {
  const { isHeld, onHold } = queue;
  if (!isHeld) return null;
  const count = waiting(queue);
  const wait = count === 1 ? '1 picture waits.' : `${count === 0 ? 'No' : String(count)} pictures wait.`;
  return (
    <NoticeBar
      icon={CirclePause}
      title="Pictures are on hold."
      actions={onHold ? <Button onClick={() => onHold(false)}>Go on</Button> : null}
    >
      {wait} What is ordered now waits too. What was being made is finished.
    </NoticeBar>
  );
}
