/** Width and height in pixels, multiples of `step`, of about `area` pixels together and near to the ratio. */
export function pixelsFor(ratio: number, { area, step }: { readonly area: number; readonly step: number }) {
  const height = Math.max(step, Math.round(Math.sqrt(area / ratio) / step) * step);
  const width = Math.max(step, Math.round((height * ratio) / step) * step);
  return { width, height };
}

/** Of ratios or sizes such as `16:9` or `1536x1024`, the one whose shape is nearest; the earlier of two alike. */
export function nearestShape<Shape extends string>(ratio: number, shapes: readonly [Shape, ...Shape[]]): Shape {
  // Twice as wide is as far off as half as wide.
  const far = (shape: string) => {
    const [width = 1, height = 1] = shape.split(/[:x]/).map(Number);
    return Math.abs(Math.log(width / height / ratio));
  };
  return shapes.reduce((best, shape) => (far(shape) < far(best) - 1e-9 ? shape : best));
}
