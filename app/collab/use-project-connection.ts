import { createContext, useContext, useEffect, useState } from 'react';
import { connectProject, type ConnectOptions } from './connect-project.ts';
import type { ProjectConnection } from './connection.ts';

/** The window's hold on a document, made after mount and destroyed with it; null until then and on the server. */
export function useProjectConnection(options: ConnectOptions): ProjectConnection | null {
  const [connection, setConnection] = useState<ProjectConnection | null>(null);
  const { document, epoch, schemaVersion, readOnly, url } = options;
  const { id, name, colour } = options.user;
  useEffect(() => {
    const made = connectProject({ document, epoch, schemaVersion, readOnly, url, user: { id, name, colour } });
    setConnection(made);
    return () => {
      setConnection(null);
      made.destroy();
    };
  }, [document, epoch, schemaVersion, readOnly, url, id, name, colour]);
  return connection;
}

const ConnectionContext = createContext<ProjectConnection | null>(null);

export const ConnectionProvider = ConnectionContext.Provider;

/** The connection of the project that this component is shown in; null while there is none yet. */
export function useConnection(): ProjectConnection | null {
  return useContext(ConnectionContext);
}
