import { CardsView, Navigator, type CardsViewProps, type NavigatorProps } from '#app/features/script/index.ts';
import { useEighths } from './use-eighths.ts';

/** The navigator with the scenes' lengths. */
export function SceneList(props: Omit<NavigatorProps, 'eighths'>) {
  return <Navigator {...props} eighths={useEighths(props.connection.doc)} />;
}

/** The cards with the scenes' lengths. */
export function SceneCards(props: Omit<CardsViewProps, 'eighths'>) {
  return <CardsView {...props} eighths={useEighths(props.connection.doc)} />;
}
