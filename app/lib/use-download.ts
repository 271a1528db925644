import { useState } from 'react';
import { failureOf } from './failure.ts';

export interface Download {
  readonly busy: boolean;
  /** What went wrong with the last one, to be shown where it was asked for. */
  readonly failure: string | null;
  readonly start: (url: string) => void;
}

const AWAY = 'The server could not be reached. Nothing is lost; try again in a moment.';

/** Fetches a file that takes the server a while to make, and gives it to the browser to keep. */
export function useDownload(): Download {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const fetchFile = async (url: string) => {
    setBusy(true);
    setFailure(null);
    setFailure(await keep(url).catch(() => AWAY));
    setBusy(false);
  };
  return { busy, failure, start: (url) => void fetchFile(url) };
}

/** What went wrong, in words; null when the browser has the file. */
async function keep(url: string): Promise<string | null> {
  const response = await fetch(url);
  if (!response.ok) {
    const answer: unknown = await response.json().catch(() => null);
    return failureOf(answer)?.message ?? AWAY;
  }
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = nameIn(response.headers.get('Content-Disposition') ?? '');
  link.click();
  URL.revokeObjectURL(address);
  return null;
}

function nameIn(disposition: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1];
  return encoded === undefined ? 'download' : decodeURIComponent(encoded);
}
