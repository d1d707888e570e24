import { createServer } from 'node:net';
import { AppError } from '@groundswell/kernel';
import type { Settings } from '@groundswell/platform';

/**
 * Looks whether the port can be had before anything else is started: a second start must not migrate the database or take
 * jobs from the first one, only to find its port busy.
 * @throws AppError PORT_BUSY, PORT_FORBIDDEN, HOST_UNKNOWN
 */
export async function assertPortFree({ host, port }: Pick<Settings, 'host' | 'port'>): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject);
      probe.listen({ host, port, exclusive: true }, resolve);
    });
  } catch (error) {
    throw listenFault(error, host, port);
  }
  await new Promise((resolve) => probe.close(resolve));
}

function listenFault(error: unknown, host: string, port: number): unknown {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  const fault = (name: string, message: string) => new AppError('unavailable', name, message, { cause: error });
  switch (code) {
    case 'EADDRINUSE':
      return fault(
        'PORT_BUSY',
        `Port ${port} is taken. Stop what uses it, or choose another, for example: PORT=${port + 1} npm start`,
      );
    case 'EACCES':
      return fault(
        'PORT_FORBIDDEN',
        `This user may not listen on port ${port}. Choose one above 1023, for example: PORT=4400 npm start`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return fault(
        'HOST_UNKNOWN',
        `${host} is not an address of this machine. Set HOST to one that is, or leave it out.`,
      );
    default:
      return error;
  }
}
