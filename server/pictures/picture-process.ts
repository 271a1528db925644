/**
 * A process of its own that turns files of strangers into pixels: it has no settings, no database and no connection but
 * the one to its parent, and can be killed in the middle of the library's native code, as a thread can not.
 */
import { setPriority } from 'node:os';
import { draw } from './draw.ts';
import type { PictureAnswer, PictureTask } from './messages.ts';
import { checkPicture, readPicture, scalePicture } from './read-picture.ts';

/** Some 290 MB above what it takes by itself. */
const MAX_RESIDENT = 350 * 1024 * 1024;
/**
 * Of the processor, for one task: a photo of 40 million pixels takes a second. On a machine that has its hands full that may
 * be many seconds by the clock, and the photo is none the worse for it.
 */
const MAX_PROCESSOR_MS = 3_800;
const LOOK_MS = 10;
/** A third of what the server's own threads get when all want the processor: whoever types comes first. */
const NICE = 5;

setPriority(NICE);

let begun: NodeJS.CpuUsage | null = null;

// The library works beside this thread, which is free to look. A parent that was killed says nothing, and may be gone
// before anybody here could listen.
setInterval(() => {
  if (!process.connected) kill();
  if (process.memoryUsage.rss() > MAX_RESIDENT) end('memory');
  if (begun && processorMs(begun) > MAX_PROCESSOR_MS) end('time');
}, LOOK_MS);

process.on('message', (task: PictureTask) => {
  begun = process.cpuUsage();
  void answer(task).then((message) => {
    begun = null;
    process.send?.(message);
  });
});

/** Not by `exit`: that waits for the library's threads, which are what has to end. */
function kill(): void {
  process.kill(process.pid, 'SIGKILL');
}

function end(limit: 'memory' | 'time'): void {
  if (process.send) process.send({ task: 'over', limit } satisfies PictureAnswer, kill);
  else kill();
}

function processorMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

async function answer(task: PictureTask): Promise<PictureAnswer> {
  if (task.task === 'read') return { task: 'read', read: await readPicture(task.bytes) };
  if (task.task === 'check') return { task: 'check', check: await checkPicture(task.bytes) };
  if (task.task === 'draw') return { task: 'draw', bytes: await draw(task.order).catch(() => null) };
  return { task: 'scale', bytes: await scalePicture(task.bytes, task.width).catch(() => null) };
}
