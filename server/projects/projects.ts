import { findDocument, findProject, keepHistory, membersOf, projectsOf, type Db } from '#db/index.ts';
import { must } from '#shared/lib/assert.ts';
import { AppError } from '#shared/protocol/index.ts';
import { isRetention } from '#shared/revisions/index.ts';
import { projectDocument } from '#shared/collab/index.ts';
import type { Access } from '#server/access/index.ts';
import { addProject, projectTitle, type AddProjectOptions } from './add-project.ts';
import type { Projects } from './port.ts';
import { writeEmptyScript } from './write-empty-script.ts';

export interface ProjectsOptions extends AddProjectOptions {
  readonly db: Db;
  readonly access: Access;
}

export function createProjects(options: ProjectsOptions): Projects {
  const { db, access, newId } = options;
  return {
    list: async (actor, workspace) => {
      await access.requireInWorkspace(actor, workspace, 'workspace.open');
      const projects = await projectsOf(db, workspace);
      return projects.map(({ id, title, createdAt, changedAt }) => ({
        id,
        title,
        createdAt: createdAt.getTime(),
        changedAt: changedAt.getTime(),
      }));
    },

    create: async (actor, workspace, title) => {
      await access.requireInWorkspace(actor, workspace, 'project.create');
      const by = must(actor, 'access lets no visitor through').userId;
      const named = projectTitle(title);
      return addProject(options, { workspace, by, title: named }, (doc) => writeEmptyScript(doc, named, newId));
    },

    open: async (actor, project) => {
      const standing = await access.requireInProject(actor, project, 'project.open');
      const [found, document, members] = await Promise.all([
        findProject(db, project),
        findDocument(db, projectDocument(project)),
        membersOf(db, standing.workspaceId),
      ]);
      const { title, workspace, historyDays } = must(found, 'a project with a seat in it');
      return {
        id: project,
        title,
        workspace,
        standing,
        historyDays,
        document: must(document, 'a project has its document from the start'),
        people: members.map(({ userId, name }) => ({ id: userId, name })),
      };
    },

    keepHistory: async (actor, project, days) => {
      await access.requireInProject(actor, project, 'project.keepHistory');
      if (!isRetention(days)) throw new AppError('invalid_input', 'Choose one of the offered times.');
      await keepHistory(db, project, days);
    },
  };
}
