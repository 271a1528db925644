/** The other processes of this installation: what they say to each other, and whether they are there. */
export type { Bus, ProcessId, Topic } from './port.ts';
export { aloneBus } from './alone.ts';
export { SharedBus, type Line } from './shared-bus.ts';
export { holdForUs, joinOthers, type Others } from './join-others.ts';
export { joinByRedis, type Redis, type RedisCluster } from './redis.ts';
