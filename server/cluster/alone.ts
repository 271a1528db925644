import type { Bus, ProcessId } from './port.ts';

/** The bus of the only process. */
export function aloneBus(process: ProcessId): Bus {
  const never = () => () => undefined;
  const line = { say: () => undefined, hear: never, onReturn: never, onPeer: never, onGone: never };
  return { process, alone: true, connected: true, ...line };
}
