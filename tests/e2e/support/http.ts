/** Answers of the product, as a person or a program gets them. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  /** What a person reads on the page: no markup, no scripts. Of anything but a page the body as it is. */
  readonly said: string;
  readonly headers: Headers;
}

/** Somebody without a browser's machinery: sends forms and keeps a cookie. Redirects are not followed. */
export class Visitor {
  cookie = '';
  readonly #home: string;

  constructor(home: string) {
    this.#home = home;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#send(path, headers);
  }

  /** A form as browsers send it without JavaScript; one with a file in it travels as multipart. */
  post(
    path: string,
    fields: Record<string, string | File | readonly string[]>,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) {
      for (const one of [value].flat() as readonly (string | File)[]) body.append(name, one);
    }
    const entries = [...body];
    const plain = entries.every((entry): entry is [string, string] => typeof entry[1] === 'string');
    return this.#send(
      path,
      { origin: this.#home, ...headers },
      { method: 'POST', body: plain ? new URLSearchParams(entries) : body },
    );
  }

  /** Signs in by a link of the demo, and returns where it leads. */
  async follow(link: string): Promise<string> {
    const { headers } = await this.get(link.slice(this.#home.length));
    return headers.get('location') ?? '';
  }

  async #send(path: string, headers: Record<string, string>, init: RequestInit = {}): Promise<Answer> {
    const all = { accept: 'text/html', ...(this.cookie && { cookie: this.cookie }), ...headers };
    const response = await fetch(this.#home + path, { ...init, headers: all, redirect: 'manual' });
    const [fresh] = response.headers.getSetCookie();
    if (fresh) this.cookie = fresh.split(';')[0] ?? '';
    const body = await response.text();
    const isPage = response.headers.get('content-type')?.startsWith('text/html');
    return { status: response.status, body, said: isPage ? wordsOf(body) : body, headers: response.headers };
  }
}

function wordsOf(html: string): string {
  return html
    .replace(/<(script|style|head)\b[^]*?<\/\1>/g, '')
    .replace(/<!--[^]*?-->/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x27;/g, '’')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}
