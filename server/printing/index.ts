/** Prints what `exports` writes, in a thread: nobody's typing waits for somebody's printer. */
export { createPrinter, type Printer } from './printer.ts';
