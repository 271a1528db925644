import { useEffect, useState } from 'react';
import { whenIdle } from '#app/components/index.ts';

/** True from when the page first has nothing better to do. */
export function useIdle(): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    let current = true;
    void whenIdle().then(() => current && setIdle(true));
    return () => {
      current = false;
    };
  }, []);
  return idle;
}
