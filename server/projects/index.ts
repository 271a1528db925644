/** Films: one script, its boards and their history. What is inside the document belongs to server/sync. */
export type { Projects, ProjectSession, ProjectSummary } from './port.ts';
export { addProject, projectTitle, type AddProjectOptions } from './add-project.ts';
export { createProjects, type ProjectsOptions } from './projects.ts';
