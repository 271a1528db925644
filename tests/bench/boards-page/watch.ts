/** Keeps the time from each frame to the next, in milliseconds, from now on. */
export function watchFrames(): number[] {
  const frames: number[] = [];
  let last = performance.now();
  const tick = (now: number) => {
    frames.push(now - last);
    last = now;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  return frames;
}

/** Keeps the time from each drop to the frame that shows what it changed, in milliseconds. */
export function watchDrops(): number[] {
  const drops: number[] = [];
  const onDrop = ({ timeStamp }: Event) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => drops.push(performance.now() - timeStamp);
      port2.postMessage(null);
    });
  };
  window.addEventListener('drop', onDrop, { capture: true });
  return drops;
}
