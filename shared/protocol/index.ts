/** What goes over the wire: message schemas, close codes, error codes. Types are inferred from the schemas. */
export { CLOSE, isFinalClose, type CloseCode } from './close.ts';
export { AppError, ERROR_STATUS, isAppError, type ErrorCode, type ErrorDetails } from './errors.ts';
export {
  FOLDER_FILES,
  FOLDER_VERSION,
  folderDrawing,
  folderProject,
  folderProvenance,
  type FolderDrawing,
  type FolderProject,
  type FolderProvenance,
  type FolderReference,
  type FolderTake,
} from './open-folder.ts';
export { MESSAGE, SYNC, SYNC_LIMITS, SYNC_PARAMS, type RowMark } from './sync.ts';
export {
  clientEvents,
  jobState,
  pictureProgress,
  rosterEntry,
  serverEvents,
  type ClientEvents,
  type JobState,
  type PictureProgress,
  type RosterEntry,
  type ServerEvents,
} from './realtime.ts';
