import { Plus, Trash2 } from 'lucide-react';
import { CHARACTER_FIELDS, LOCATION_FIELDS, NEW_CHARACTER, NEW_LOCATION } from '#shared/cast/index.ts';
import type { CastEntry, CharacterText, LocationEntry } from '#shared/cast/index.ts';
import { nameKey } from '#shared/lib/name-key.ts';
import { Button } from '#app/components/index.ts';
import { InPlace } from './in-place.tsx';
import { LookCard } from './look-card.tsx';
import { ReferencePictures } from './reference-pictures.tsx';
import type { Described } from './types.ts';
import styles from './cast-detail.module.css';

/** What stands below a field of a character. */
function hintOf(
  name: keyof CharacterText,
  { playedBy }: CharacterText,
  agreed: Described['agreed'],
): string | undefined {
  if (name === 'aliases') return 'Names apart by commas, as above speeches';
  if (name !== 'playedBy') return undefined;
  if (playedBy === '' || agreed === null)
    return 'The real person whose likeness it has. Pictures by a model need their consent.';
  return agreed.includes(nameKey(playedBy))
    ? 'Their consent is in force.'
    : 'No consent of theirs is in force: pictures by a model are refused. An owner records it under Consents.';
}

interface CharacterDetailProps extends Described {
  readonly entry: CastEntry;
}

export function CharacterDetail({ entry, ...props }: CharacterDetailProps) {
  const { edits, canEdit } = props;
  const { character, name } = entry;
  const said = character ?? { ...NEW_CHARACTER, name };
  const looks = character?.looks ?? [];
  return (
    <div className={styles['detail']}>
      <div className={styles['fields']}>
        {CHARACTER_FIELDS.map((field) => (
          <InPlace
            key={field.name}
            field={field}
            value={said[field.name]}
            canEdit={canEdit}
            hint={hintOf(field.name, said, props.agreed)}
            onChange={(value) => edits.describe(entry, { [field.name]: value })}
          />
        ))}
      </div>
      <header className={styles['head']}>
        <h3>Looks</h3>
        {canEdit && (
          <Button icon={Plus} onClick={() => edits.addLook(entry)}>
            Add a look
          </Button>
        )}
      </header>
      {looks.length === 0 && (
        <p className={styles['teach']}>
          A look is how {name} is to be seen: age, build, hair, wardrobe, and pictures to go by. The first one holds in
          every scene; more can hold on certain story days or in single scenes, for a wedding dress or ten years later.
        </p>
      )}
      {character &&
        looks.map((look) => (
          <LookCard key={look.id} {...props} character={character} look={look} only={looks.length === 1} />
        ))}
      {canEdit && character && (
        <Button
          variant="quiet"
          icon={Trash2}
          className={styles['delete']}
          onClick={() => edits.deleteCharacter(character.id)}
        >
          Delete this description
        </Button>
      )}
    </div>
  );
}

interface LocationDetailProps extends Described {
  readonly entry: LocationEntry;
}

export function LocationDetail({ entry, ...props }: LocationDetailProps) {
  const { edits, canEdit } = props;
  const { location, name } = entry;
  const said = location ?? { ...NEW_LOCATION, name };
  return (
    <div className={styles['detail']}>
      <div className={styles['fields']}>
        {LOCATION_FIELDS.map((field) => (
          <InPlace
            key={field.name}
            field={field}
            value={said[field.name]}
            canEdit={canEdit}
            {...(field.name === 'aliases' && { hint: 'Names apart by commas, as in headings' })}
            onChange={(value) => edits.describePlace(entry, { [field.name]: value })}
          />
        ))}
      </div>
      <header className={styles['head']}>
        <h3>Pictures to go by</h3>
      </header>
      <ReferencePictures
        {...props}
        pictures={location?.pictures ?? []}
        name={name}
        of=""
        holder={() => (location ? { location: location.id } : edits.holderOf(entry))}
      />
      {canEdit && location && (
        <Button
          variant="quiet"
          icon={Trash2}
          className={styles['delete']}
          onClick={() => edits.deleteLocation(location.id)}
        >
          Delete this description
        </Button>
      )}
    </div>
  );
}
