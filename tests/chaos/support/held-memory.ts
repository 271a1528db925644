import WebSocket from 'ws';

/** Looks into a process of Node through its inspector, which it must have been started with: `--inspect=127.0.0.1:<port>`. */
export class HeldMemory {
  readonly #socket: WebSocket;
  #asked = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  static async look(port: number): Promise<HeldMemory> {
    const targets = (await (await fetch(`http://127.0.0.1:${String(port)}/json`)).json()) as {
      webSocketDebuggerUrl: string;
    }[];
    const socket = new WebSocket(targets[0]?.webSocketDebuggerUrl ?? '');
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    return new HeldMemory(socket);
  }

  /** JavaScript objects and buffers that are in use, in bytes: garbage is collected first. */
  async bytes(): Promise<number> {
    await this.#ask('HeapProfiler.collectGarbage', {});
    const expression = '{ const { heapUsed, external } = process.memoryUsage(); heapUsed + external }';
    const { result } = (await this.#ask('Runtime.evaluate', { expression })) as { result: { value: number } };
    return result.value;
  }

  close(): void {
    this.#socket.close();
  }

  #ask(method: string, params: object): Promise<unknown> {
    const id = ++this.#asked;
    return new Promise((resolve) => {
      const hear = (data: WebSocket.RawData) => {
        const answer = JSON.parse((data as Buffer).toString()) as { id?: number; result?: unknown };
        if (answer.id !== id) return;
        this.#socket.off('message', hear);
        resolve(answer.result);
      };
      this.#socket.on('message', hear);
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }
}
