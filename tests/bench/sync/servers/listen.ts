import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** On a port of the loopback interface that the system picks. */
export async function listen(http: Server): Promise<number> {
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', 1024, resolve));
  return (http.address() as AddressInfo).port;
}
