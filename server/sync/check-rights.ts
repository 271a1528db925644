import { parseDocumentName } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import { CLOSE } from '#shared/protocol/index.ts';
import type { Access, AccessChange } from '#server/access/index.ts';
import type { Identify } from './admit.ts';
import type { Connection } from './connection.ts';
import type { Log } from './log.ts';

export interface RightsChecker {
  /** How often rights have changed so far: an answer from before a change is not to be trusted after it. */
  readonly changes: () => number;
  readonly onChange: (change: AccessChange) => void;
  readonly checkAll: () => void;
}

/** Looks at open sockets again: those that a change names at once, all of them once in a while. */
export function createRightsChecker(
  { access, identify, log }: { access: Access; identify: Identify; log: Log },
  connections: ReadonlySet<Connection>,
): RightsChecker {
  let changes = 0;

  async function recheck(connection: Connection): Promise<void> {
    // Not a frame more under the old rights.
    connection.pause('checking');
    try {
      const { actor, cookie, standing } = connection.ticket;
      const identity = await identify(cookie);
      if (identity?.actor.sessionId !== actor.sessionId) {
        connection.close(CLOSE.unauthenticated, 'the session ended');
        return;
      }
      const current = await access.standingInProject(
        actor,
        must(parseDocumentName(connection.ticket.document)).project,
      );
      if (current?.workspaceId !== standing.workspaceId || !current.capabilities.includes('project.read')) {
        connection.close(CLOSE.forbidden, 'no longer a member');
        return;
      }
      connection.changeStanding(current);
      connection.resume('checking');
    } catch (error) {
      log.error({ err: error, document: connection.ticket.document }, 'rights could not be checked');
      connection.close(CLOSE.tryLater, 'rights could not be checked');
    }
  }

  const checkAll = () => {
    for (const connection of [...connections]) void recheck(connection);
  };

  return {
    changes: () => changes,
    onChange: (change) => {
      changes += 1;
      if (change.kind === 'unheard') {
        checkAll();
        return;
      }
      for (const connection of [...connections]) {
        const { actor, standing } = connection.ticket;
        if (change.kind === 'session-ended') {
          if (actor.sessionId === change.sessionId) connection.close(CLOSE.unauthenticated, 'the session ended');
        } else if (actor.userId === change.userId && standing.workspaceId === change.workspaceId) {
          void recheck(connection);
        }
      }
    },
    checkAll,
  };
}
