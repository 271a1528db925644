/** Drawing on panels: the place with pen and paper, and what a card shows while somebody draws. */
export { CardDrawing, type CardDrawingProps } from './card-drawing.tsx';
export { DrawingPlace, type DrawingPlaceProps } from './drawing-place.tsx';
