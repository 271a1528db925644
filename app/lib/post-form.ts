import { failureOf, type Failure } from './failure.ts';

/**
 * Sends a form to a route without a page and brings its answer. A server that can't be reached is an answer like others;
 * what is not JSON comes from somebody on the way.
 */
export async function postForm<T extends object>(
  url: string,
  fields: Readonly<Record<string, string | File>>,
): Promise<T | Failure> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  try {
    const response = await fetch(url, { method: 'POST', body, headers: { Accept: 'application/json' } });
    const answer = (await response.json()) as T;
    if (response.ok || failureOf(answer)) return answer;
  } catch {
    // Told below.
  }
  const message = 'The server could not be reached. Nothing was changed; try this again in a moment.';
  return { error: { code: 'unavailable', message, fields: {} } };
}
