import type { ServerName } from '../servers.ts';
import type { Stage } from '../stage.ts';
import type { Line } from '../table.ts';

/** A measurement that can be asked for by name. */
export interface Row {
  readonly name: string;
  readonly servers: readonly ServerName[];
  measure(stage: Stage): Promise<Line[]>;
}
