import { useRef, useState } from 'react';
import { failureOf } from '#app/lib/failure.ts';
import { postForm } from '#app/lib/post-form.ts';

const MAX_BYTES = 20 * 1024 * 1024;

/** A file that the person chose, and what the server says of it. */
export interface ScriptFile<T> {
  readonly file: File | null;
  readonly answer: T | null;
  readonly busy: boolean;
  readonly failure: string | undefined;
  readonly choose: (file: File) => void;
  readonly clear: () => void;
}

interface State<T> {
  readonly file: File | null;
  readonly answer: T | null;
  readonly failure?: string;
}

const NONE = { file: null, answer: null };

/** Sends a chosen file to `url` to be read, and keeps it for when it is taken. */
export function useScriptFile<T extends object>(url: string): ScriptFile<T> {
  const [state, setState] = useState<State<T>>(NONE);
  const latest = useRef<File | null>(null);
  const { file, answer, failure } = state;

  const choose = (chosen: File) => {
    latest.current = chosen;
    if (chosen.size > MAX_BYTES) {
      const words = `${chosen.name} is over 20 MB, so it was not sent. A script of text is far smaller.`;
      setState({ ...NONE, failure: words });
      return;
    }
    setState({ file: chosen, answer: null });
    void postForm<T>(url, { file: chosen }).then((told) => {
      if (latest.current !== chosen) return;
      const refused = failureOf(told);
      setState(refused ? { ...NONE, failure: refused.message } : { file: chosen, answer: told as T });
    });
  };
  const clear = () => {
    latest.current = null;
    setState(NONE);
  };
  return { file, answer, busy: file !== null && answer === null, failure, choose, clear };
}
