/** The figures of the script, as tables and as plots. */
export { useStatisticsDialog } from './use-statistics-dialog.tsx';
