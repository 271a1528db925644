/** Which side of its anchor a floating thing prefers, and the edge it lines up with. */
export interface Placement {
  readonly side: 'bottom' | 'top';
  readonly align: 'start' | 'center' | 'end';
}

const GAP = 6;
const MARGIN = 8;

/** Puts a fixed element beside its anchor, flipped and shifted so that it stays inside the window. */
export function place(floating: HTMLElement, anchor: DOMRect, { side, align }: Placement): void {
  const { offsetWidth: width, offsetHeight: height } = floating;
  const room = { width: document.documentElement.clientWidth, height: window.innerHeight };
  const below = anchor.bottom + GAP;
  const above = anchor.top - GAP - height;
  const fitsBelow = below + height <= room.height - MARGIN;
  const fitsAbove = above >= MARGIN;
  const top = side === 'bottom' ? (fitsBelow || !fitsAbove ? below : above) : fitsAbove || !fitsBelow ? above : below;
  const left = { start: anchor.left, center: anchor.left + (anchor.width - width) / 2, end: anchor.right - width }[
    align
  ];
  floating.style.top = `${Math.max(MARGIN, Math.min(top, room.height - height - MARGIN))}px`;
  floating.style.left = `${Math.max(MARGIN, Math.min(left, room.width - width - MARGIN))}px`;
}

/** React 18 hands these to the element but has no types for them. */
export const POPOVER = {
  auto: { popover: 'auto' } as object,
  manual: { popover: 'manual' } as object,
};
