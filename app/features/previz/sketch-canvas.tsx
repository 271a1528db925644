import { useEffect, useRef } from 'react';
import type { Frame } from '#shared/previz/index.ts';

interface SketchCanvasProps {
  readonly frame: Frame | null;
  /** Empty: what it shows is said beside it. */
  readonly label: string;
}

export function SketchCanvas({ frame, label }: SketchCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !frame) return;
    const pixels = new ImageData(frame.width, frame.height);
    frame.gray.forEach((gray, i) => pixels.data.set([gray, gray, gray, 255], i * 4));
    context.putImageData(pixels, 0, 0);
  }, [frame]);
  const said = label === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return <canvas ref={canvas} {...said} width={frame?.width ?? 16} height={frame?.height ?? 9} />;
}
