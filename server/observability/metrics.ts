/** Numbers for Prometheus, read when they are asked for. */
export interface Metrics {
  gauge(name: string, help: string, read: () => number): void;
  /** Adds to a number that only grows. */
  count(name: string, help: string): () => void;
  /** The text exposition format, version 0.0.4. */
  render(): string;
}

export function createMetrics(): Metrics {
  const series = new Map<string, { help: string; kind: 'gauge' | 'counter'; read: () => number }>();
  return {
    gauge: (name, help, read) => void series.set(name, { help, kind: 'gauge', read }),
    count: (name, help) => {
      let total = 0;
      series.set(name, { help, kind: 'counter', read: () => total });
      return () => void (total += 1);
    },
    render: () =>
      [...series]
        .map(
          ([name, { help, kind, read }]) =>
            `# HELP ${name} ${help}\n# TYPE ${name} ${kind}\n${name} ${String(read())}\n`,
        )
        .join(''),
  };
}
