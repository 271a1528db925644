/** An installation as one file, and back: every row and every picture. For whoever runs the server, not for its users. */
export { makeBackup, type BackupSummary } from './make-backup.ts';
export { restoreBackup, type RestoreSummary } from './restore-backup.ts';
export { BackupError } from './backup-file.ts';
