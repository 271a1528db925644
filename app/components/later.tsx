import { forwardRef, useEffect, useState, type ComponentType, type ForwardedRef, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';
import { useToast } from './toast.tsx';

type Load = () => Promise<unknown>;

/** What comes later on this page, for `warmParts`; a part that brings others adds them when it has come. */
const parts = new Set<Load>();

const WORDS =
  'Nothing of yours is lost. Try again when you are connected; if it still does not come, load the page anew.';

interface Closable {
  /** A part that opens and closes is not asked for until it is first open. */
  readonly open?: boolean;
  /** Called when the part can't be had, so that asking once more tries once more. */
  readonly onClose?: (() => void) | undefined;
}

/**
 * A component whose code comes when it is first shown, or before that by `warmParts`; from then on it is drawn at once.
 * If it can't be had, it says so in its place, or in a toast where it has none.
 * @param load answers the component; called again after it failed
 * @param waiting holds the part's place until it has come; left out for what has no place of its own
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>, waiting?: ReactNode): ComponentType<P> {
  let come: ComponentType<P> | null = null;
  const get = async () => (come ??= await load());
  parts.add(get);
  const Later = forwardRef((props: Closable, ref: ForwardedRef<unknown>) => {
    const { open = true, onClose } = props;
    const [Part, setPart] = useState(() => come);
    const [failed, setFailed] = useState(false);
    const toast = useToast();
    const asks = open && Part === null && !failed;
    useEffect(() => {
      if (!asks) return undefined;
      let current = true;
      // What is typed while a dialog is on its way is not meant for what lies under it.
      const giveBack = onClose ? takeKeys() : () => undefined;
      const fail = () => {
        if (!current) return;
        giveBack();
        if (waiting === undefined) toast({ tone: 'stop', message: `This could not be loaded. ${WORDS}` });
        if (onClose) onClose();
        else setFailed(true);
      };
      const show = (part: ComponentType<P>) => {
        if (!current) return;
        giveBack();
        setPart(() => part);
      };
      get().then(show, fail);
      return () => {
        current = false;
        giveBack();
      };
      // eslint-disable-next-line react-hooks/exhaustive-deps -- asked once, whoever closes it meanwhile
    }, [asks]);
    if (Part) return <Part {...(props as P)} {...(ref && { ref })} />;
    if (failed && waiting !== undefined) return <NotLoaded again={() => setFailed(false)} />;
    return open ? waiting : null;
  });
  Later.displayName = 'Later';
  return Later as unknown as ComponentType<P>;
}

/** Takes the keyboard from whatever has it. Returns the way to give it back, which is of effect once. */
function takeKeys(): () => void {
  let holder = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  holder?.blur();
  return () => {
    holder?.focus({ preventScroll: true });
    holder = null;
  };
}

/** Gets the code of all parts, one after the other in the page's idle time, so that they open without a connection, too. */
export async function warmParts(): Promise<void> {
  for (const get of parts) {
    await whenIdle();
    // What can't be had now is asked for again when it is shown.
    await get().catch(() => undefined);
  }
}

/** Resolves when the page has nothing better to do. */
export function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    // Safari has no idle time to tell of.
    if ('requestIdleCallback' in window) window.requestIdleCallback(() => resolve(), { timeout: 2000 });
    else setTimeout(resolve, 200);
  });
}

function NotLoaded({ again }: { readonly again: () => void }) {
  return (
    <EmptyState title="This part could not be loaded" actions={<Button onClick={again}>Try again</Button>}>
      {WORDS}
    </EmptyState>
  );
}
