import type { Notices } from '#server/realtime/index.ts';

interface Heard {
  readonly event: string;
  readonly payload: object;
}

/** Notices that are only written down; `when` resolves at the first one that fits. */
export function hearNotices(): Notices & {
  readonly heard: Heard[];
  when(fits: (heard: Heard) => boolean): Promise<void>;
} {
  const heard: Heard[] = [];
  const waiting: (() => void)[] = [];
  return {
    heard,
    notify: (_project, event, payload) => {
      heard.push({ event, payload });
      for (const look of waiting.splice(0)) look();
    },
    when: async (fits) => {
      while (!heard.some(fits)) await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
}
