import type { CameraMark } from '#shared/previz/index.ts';
import { ANGLES, ANGLE_NAMES, LENSES, SHOT_SIZES, SHOT_SIZE_NAMES, shortSize, type Shot } from '#shared/shots/index.ts';
import { Button } from '#app/components/index.ts';
import { ChoiceControl, Controls, NumberControl } from './controls.tsx';
import { DEGREE, centimetres, degrees, framedByShot, withCamera, withEnd, withoutEnd } from './edits.ts';
import type { ItemControlsProps } from './item-controls-props.ts';

type CameraField = readonly [key: keyof CameraMark, label: string, unit: string];
const CAMERA_FIELDS: readonly CameraField[] = [
  ['x', 'Right', 'm'],
  ['z', 'Front', 'm'],
  ['y', 'Height', 'm'],
  ['pan', 'Pan', '°'],
  ['tilt', 'Tilt', '°'],
  ['roll', 'Dutch', '°'],
];

/** Size, angle and lens are the shot's, and every panel's of it; where the camera stands is this panel's. */
export function CameraControls(props: ItemControlsProps) {
  const { item, stage, shot, editable, onKeep, onShot } = props;
  const { blocking, camera, spec } = stage;
  const isEnd = item.kind === 'end';
  const mark = isEnd ? (blocking.end ?? camera) : camera;
  const disabled = !editable;
  const change = (key: keyof CameraMark, value: number) => {
    const put = <T extends CameraMark>(at: T): T => ({ ...at, [key]: value });
    onKeep(item, isEnd ? 'end of the move' : 'camera', isEnd ? withEnd(stage, put) : withCamera(stage, put));
  };
  const lenses = [...new Set([...LENSES, shot.lens, blocking.end?.lens ?? shot.lens])].sort((a, b) => a - b);
  const lensOptions = lenses.map((lens) => [String(lens), `${String(lens)} mm`] as const);
  return (
    <Controls title={isEnd ? 'End of the move' : 'Camera'}>
      {!isEnd && (
        <>
          <ChoiceControl
            {...{ label: 'Size', disabled, value: shot.size }}
            options={SHOT_SIZES.map((size) => [size, `${shortSize(size)} · ${SHOT_SIZE_NAMES[size]}`])}
            onChange={(size) => onShot('change of size', { size: size as Shot['size'] })}
          />
          <ChoiceControl
            {...{ label: 'Angle', disabled, value: shot.angle }}
            options={ANGLES.map((each) => [each, ANGLE_NAMES[each]])}
            onChange={(to) => onShot('change of angle', { angle: to as Shot['angle'] })}
          />
        </>
      )}
      <ChoiceControl
        {...{ label: 'Lens', disabled, value: String(isEnd ? (blocking.end?.lens ?? spec.shot.lens) : shot.lens) }}
        options={lensOptions}
        onChange={(lens) =>
          isEnd && blocking.end
            ? onKeep(item, 'end of the move', { ...blocking, camera, end: { ...blocking.end, lens: Number(lens) } })
            : onShot('change of lens', { lens: Number(lens) })
        }
      />
      {CAMERA_FIELDS.map(([key, label, unit]) => {
        const isAngle = unit === '°';
        return (
          <NumberControl
            key={key}
            {...{ label, unit, disabled, step: isAngle ? 1 : 0.1 }}
            value={isAngle ? degrees(mark[key]) : centimetres(mark[key])}
            onChange={(to) => change(key, isAngle ? to * DEGREE : to)}
          />
        );
      })}
      {editable && <CameraButtons {...props} />}
    </Controls>
  );
}

function CameraButtons({ item, stage, shot, onKeep }: ItemControlsProps) {
  const { blocking } = stage;
  if (item.kind === 'end')
    return <Button onClick={() => onKeep(item, 'move of the camera', withoutEnd(stage))}>No move</Button>;
  return (
    <>
      {blocking.camera && (
        <Button onClick={() => onKeep(item, 'camera', framedByShot(stage))}>Frame it as {shortSize(shot.size)}</Button>
      )}
      {!blocking.end && (
        <Button onClick={() => onKeep({ kind: 'end' }, 'move of the camera', withEnd(stage, stepIn))}>
          Add a move
        </Button>
      )}
    </>
  );
}

/** Metres. */
const PUSH = 0.6;

/** A move begins as a slow push in. */
function stepIn<T extends CameraMark>(mark: T): T {
  const level = Math.cos(mark.tilt) * PUSH;
  return {
    ...mark,
    x: mark.x + Math.sin(mark.pan) * level,
    y: mark.y + Math.sin(mark.tilt) * PUSH,
    z: mark.z + Math.cos(mark.pan) * level,
  };
}
