import { useEffect, useRef } from 'react';
import { failureOf } from '#app/lib/failure.ts';

/** Closes a dialog once what it sent was taken. */
export function useClosing(state: string, data: unknown, close: () => void): void {
  const sent = useRef(false);
  useEffect(() => {
    if (state !== 'idle') sent.current = true;
    else if (sent.current) {
      sent.current = false;
      if (data !== undefined && !failureOf(data)) close();
    }
  }, [state, data, close]);
}
