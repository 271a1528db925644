import { useEffect, useState, type ReactNode } from 'react';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { useConnection } from '#app/collab/use-project-connection.ts';
import { Skeleton } from '#app/components/index.ts';
import styles from './when-connected.module.css';

interface WhenConnectedProps {
  readonly children: (connection: ProjectConnection) => ReactNode;
}

/** Shows its content once the document is here: an editor that starts empty and is then filled draws everything twice. */
export function WhenConnected({ children }: WhenConnectedProps) {
  const connection = useConnection();
  const [filled, setFilled] = useState<ProjectConnection | null>(null);
  useEffect(() => {
    let current = true;
    void connection?.whenFilled.then(() => {
      if (current) setFilled(connection);
    });
    return () => {
      current = false;
    };
  }, [connection]);
  if (connection && filled === connection) return children(connection);
  return (
    <div className={styles['waiting']} aria-busy="true" aria-label="Opening the project">
      <Skeleton width="100%" height="100%" />
    </div>
  );
}
