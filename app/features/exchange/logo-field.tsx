import { ImagePlus, X } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { newId } from '#app/collab/new-id.ts';
import { editAs } from '#app/collab/undo-labels.ts';
import { useEnd } from '#app/collab/use-save-state.ts';
import { useLogo } from '#app/collab/use-settings.ts';
import { Button, IconButton } from '#app/components/index.ts';
import { pictureSources } from '#app/lib/picture-sources.ts';
import { postForm } from '#app/lib/post-form.ts';
import { useProject } from '#app/lib/project-context.tsx';
import { writeSettings, type Logo } from '#shared/collab/index.ts';
import type { Take } from '#shared/storyboard/index.ts';
import css from './boards-dialog.module.css';

/** The film's logo, at the foot of its sheets: everybody's, and set by whoever may write boards. */
export function LogoField({ connection }: { readonly connection: ProjectConnection }) {
  const { session, can } = useProject();
  const logo = useLogo(connection.doc);
  const mayWrite = useEnd(connection) === null && can('boards.write');
  const chooser = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const write = (next: Logo | null) =>
    editAs(connection, next ? 'new logo' : 'removal of the logo', () => writeSettings(connection.doc, { logo: next }));
  const send = async (file: File) => {
    setBusy(true);
    setFailure(null);
    const form = { take: newId(), panel: newId(), file };
    const answer = await postForm<Take>(`/projects/${session.id}/pictures`, form);
    setBusy(false);
    if ('error' in answer) setFailure(answer.error.message);
    else write({ asset: answer.asset, width: answer.width, height: answer.height });
  };
  if (!mayWrite && !logo) return null;
  return (
    <div role="group" aria-label="Logo" className={css['logo']}>
      {logo && (
        <img
          {...pictureSources(`/projects/${session.id}/assets/${logo.asset}`, logo, '140px')}
          alt="Logo of the film"
        />
      )}
      {mayWrite && (
        <>
          <input
            ref={chooser}
            type="file"
            hidden
            accept="image/png,image/jpeg,image/webp,image/svg+xml"
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              if (file) void send(file);
              event.target.value = '';
            }}
          />
          <Button icon={ImagePlus} busy={busy} onClick={() => chooser.current?.click()}>
            {logo ? 'Another logo' : 'Add a logo'}
          </Button>
          {logo && <IconButton icon={X} label="Remove the logo" onClick={() => write(null)} />}
        </>
      )}
      <p role="alert" className={css['failure']}>
        {failure}
      </p>
    </div>
  );
}
