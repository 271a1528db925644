import { Trash2, X } from 'lucide-react';
import { LOOK_FIELDS, isUsual, type Character, type CharacterLook } from '#shared/cast/index.ts';
import { Button, IconButton, Select } from '#app/components/index.ts';
import { InPlace } from './in-place.tsx';
import { ReferencePictures } from './reference-pictures.tsx';
import type { Described } from './types.ts';
import styles from './cast-detail.module.css';

interface LookCardProps extends Described {
  readonly character: Character;
  readonly look: CharacterLook;
  /** Whether it is the only one. */
  readonly only: boolean;
}

/** One look of a character: what is to be seen, where it holds, pictures to go by. */
export function LookCard({ character, look, only, ...props }: LookCardProps) {
  const { edits, canEdit } = props;
  const place = { character: character.id, look: look.id };
  const name = look.name || 'Look without a name';
  return (
    <section className={styles['look']} aria-label={`Look: ${name}`}>
      <div className={styles['lookFields']}>
        {LOOK_FIELDS.map((field) => (
          <InPlace
            key={field.name}
            field={field}
            value={look[field.name]}
            canEdit={canEdit}
            {...(field.name === 'days' && { hint: 'As 1–2, 4' })}
            onChange={(value) => edits.changeLook(place, { [field.name]: value })}
          />
        ))}
      </div>
      <Holds {...props} {...{ character, look, only }} />
      <ReferencePictures {...props} pictures={look.pictures} name={name} of={character.playedBy} holder={() => place} />
      {canEdit && (
        <Button variant="quiet" icon={Trash2} className={styles['delete']} onClick={() => edits.deleteLook(place)}>
          Delete this look
        </Button>
      )}
    </section>
  );
}

/** In which scenes, besides those of its days. */
function Holds({ character, look, only, edits, canEdit, scenes, sceneNumber }: LookCardProps) {
  const place = { character: character.id, look: look.id };
  const asked = isUsual(look) ? 'Only in scene …' : 'Also in scene …';
  const free = scenes.filter(({ id }) => !look.scenes.includes(id));
  return (
    <div className={styles['holds']}>
      <p className={styles['holdsWords']}>{holdsWords(look, only)}</p>
      {look.scenes.length > 0 && (
        <ul className={styles['scenes']} aria-label="Scenes of this look">
          {look.scenes.map((id) => (
            <li key={id} className={styles['scene']}>
              {sceneNumber(id) ?? 'A scene that is gone'}
              {canEdit && (
                <IconButton
                  icon={X}
                  label={`Not in scene ${sceneNumber(id) ?? 'that is gone'}`}
                  onClick={() => edits.hold(place, id, false)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {canEdit && free.length > 0 && (
        <Select
          label="Scene in which it holds"
          labelHidden
          value=""
          options={[
            { value: '', label: asked },
            ...free.map(({ id, number, heading }) => ({ value: id, label: `${number} ${heading.text}` })),
          ]}
          onChange={(event) => {
            const scene = free.find(({ id }) => id === event.target.value);
            if (scene) edits.hold(place, scene.id, true);
          }}
        />
      )}
    </div>
  );
}

function holdsWords(look: CharacterLook, only: boolean): string {
  if (isUsual(look)) return only ? 'Holds in every scene.' : 'Holds wherever no other look does.';
  return look.scenes.length > 0 ? 'Holds on its story days, and in these scenes:' : 'Holds on its story days.';
}
