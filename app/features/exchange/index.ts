/** Scripts in and out of projects as files: what leaves, what comes in, and a newer draft over what is there. */
export { NewProject, NewProjectForms } from './new-project.tsx';
export { useExchange, type Exchange } from './use-exchange.tsx';
