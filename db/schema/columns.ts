import { customType, timestamp } from 'drizzle-orm/pg-core';

/** Binary data. postgres.js wants a Buffer, PGlite gives a Uint8Array: outside this file it is always the latter. */
export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value.buffer, value.byteOffset, value.byteLength),
  fromDriver: (value) => new Uint8Array(value.buffer, value.byteOffset, value.byteLength),
});

export function instant(name: string) {
  return timestamp(name, { withTimezone: true, mode: 'date' });
}
